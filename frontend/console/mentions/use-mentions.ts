/** A hook for mentions in the composer: the matches, the active one, and the handling of keys. */

import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { Named } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { useConsole } from "../app/context";
import { type Called, putIn } from "../canned-replies/placeholders";
import { listKey } from "../composer/list-keys";
import { mentionAt, offeredColleagues } from "./mention-text";

export interface Mentioning {
  /** Null while no name is being typed. */
  readonly colleagues: ReadonlySignal<readonly Named[] | null>;
  readonly active: ReadonlySignal<number>;
  readonly look: (text: string, caret: number) => void;
  readonly choose: (colleague: Named) => void;
  readonly onKey: (event: KeyboardEvent) => boolean;
}

export function useMentions(id: string, onPut: (text: string, caret: number) => void): Mentioning {
  const { api } = useConsole();
  const all = useSignal<readonly Named[]>([]);
  const called = useSignal<{ call: Called; text: string; caret: number } | null>(null);
  const active = useSignal(0);
  const colleagues = useComputed(() =>
    called.value ? offeredColleagues(all.value, called.value.call.letters) : null,
  );
  const read = (): Promise<void> =>
    api
      .get<{ colleagues: Named[] }>(`/conversations/${segment(id)}/colleagues`)
      .then((answer) => {
        all.value = answer.colleagues;
      })
      .catch(() => undefined); // a name that is typed in full also works as a mention
  const close = (): void => {
    called.value = null;
    active.value = 0;
  };
  const look = (text: string, caret: number): void => {
    const call = mentionAt(text, caret);
    if (call && !called.peek()) void read(); // reload each time: the colleagues who may read it depend on the conversation
    active.value = 0;
    called.value = call && { call, text, caret };
  };
  const choose = (colleague: Named): void => {
    const now = called.peek();
    if (!now) return;
    close();
    onPut(...putIn(now.text, now.call, now.caret, `@${colleague.name} `));
  };
  const onKey = (event: KeyboardEvent): boolean =>
    listKey(event, { list: colleagues.peek(), active, choose, close });
  return { colleagues, active, look, choose, onKey };
}

/** A hook for canned replies in the composer: the matches, the active one, and the handling of keys. */

import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { FilledReply, FilledReplyList } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { useConsole } from "../app/context";
import { listKey } from "../composer/list-keys";
import { type Called, calledAt, offered, putIn } from "./placeholders";

export interface Canned {
  /** Null while there is no call. */
  readonly replies: ReadonlySignal<readonly FilledReply[] | null>;
  readonly active: ReadonlySignal<number>;
  readonly look: (text: string, caret: number) => void;
  readonly choose: (reply: FilledReply) => void;
  /** Returns whether the list handled the key. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

export function useCanned(id: string, onPut: (text: string, caret: number) => void): Canned {
  const { api } = useConsole();
  const all = useSignal<readonly FilledReply[] | null>(null);
  const asked = useSignal(false);
  const called = useSignal<{ call: Called; text: string; caret: number } | null>(null);
  const active = useSignal(0);
  const replies = useComputed(() => {
    const now = called.value;
    return now && all.value ? offered(all.value, now.call.letters) : null;
  });

  const read = (): void => {
    if (asked.peek()) return;
    asked.value = true;
    api
      .get<FilledReplyList>(`/conversations/${segment(id)}/canned-replies`)
      .then((answer) => {
        all.value = answer.canned_replies;
      })
      .catch(() => {
        asked.value = false;
      });
  };
  const close = (): void => {
    called.value = null;
    active.value = 0;
  };
  const look = (text: string, caret: number): void => {
    const call = calledAt(text, caret);
    active.value = 0;
    called.value = call && { call, text, caret };
    if (call) read();
  };
  const choose = (reply: FilledReply): void => {
    const now = called.peek();
    if (!now) return;
    close();
    onPut(...putIn(now.text, now.call, now.caret, reply.text));
  };
  const onKey = (event: KeyboardEvent): boolean =>
    listKey(event, { list: replies.peek(), active, choose, close });
  return { replies, active, look, choose, onKey };
}

/** A hook for canned replies in the composer: the matches, the active one, and the handling of keys. */

import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import type { FilledReply, FilledReplyList } from "../../shared/api/contract";
import { segment } from "../../shared/http";
import { isComposing } from "../../shared/keys";
import { useConsole } from "../app/context";
import { listKey } from "../composer/list-keys";
import { type Called, calledAt, offered, putIn } from "./placeholders";

export interface Canned {
  /** Null while there is no call, or while its list is loading. */
  readonly replies: ReadonlySignal<readonly FilledReply[] | null>;
  readonly active: ReadonlySignal<number>;
  /** There is no canned reply at all. */
  readonly empty: ReadonlySignal<boolean>;
  /** Of a call whose replies are not shown: still loading, or not to be had. */
  readonly pending: ReadonlySignal<"loading" | "failed" | null>;
  readonly look: (text: string, caret: number) => void;
  readonly choose: (reply: FilledReply) => void;
  /** Returns whether the list handled the key. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

export function useCanned(id: string, onPut: (text: string, caret: number) => void): Canned {
  const { api } = useConsole();
  const all = useSignal<readonly FilledReply[] | null>(null);
  const failed = useSignal(false);
  const called = useSignal<{ call: Called; text: string; caret: number } | null>(null);
  const active = useSignal(0);
  const replies = useComputed(() => {
    const now = called.value;
    return now && all.value ? offered(all.value, now.call.letters) : null;
  });
  const empty = useComputed(() => all.value?.length === 0);
  const pending = useComputed(() => {
    if (!called.value || all.value) return null;
    return failed.value ? "failed" : "loading";
  });

  /** Read anew for each call, because supervisors change the list and customers name other orders. */
  const read = (): void => {
    all.value = null;
    failed.value = false;
    api
      .get<FilledReplyList>(`/conversations/${segment(id)}/canned-replies`)
      .then((answer) => {
        all.value = answer.canned_replies;
      })
      .catch(() => {
        failed.value = true;
      });
  };
  const close = (): void => {
    called.value = null;
    active.value = 0;
  };
  const look = (text: string, caret: number): void => {
    const call = calledAt(text, caret);
    active.value = 0;
    if (call && call.start !== called.peek()?.call.start) read();
    called.value = call && { call, text, caret };
  };
  const choose = (reply: FilledReply): void => {
    const now = called.peek();
    if (!now) return;
    close();
    onPut(...putIn(now.text, now.call, now.caret, reply.text));
  };
  /** While a call is open, Enter chooses or does nothing: what is half called is never sent. Escape ends the call. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!called.peek() || isComposing(event)) return false;
    if (listKey(event, { list: replies.peek() ?? [], active, choose, close })) return true;
    if (event.key !== "Enter") return false;
    event.preventDefault();
    return true;
  };
  return { replies, active, empty, pending, look, choose, onKey };
}

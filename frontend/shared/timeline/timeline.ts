/**
 * A reader's transcript: messages in order of `seq`, even if they arrive out of order, with gaps or twice.
 *
 * Gaps are found by `previous`, not by counting, because a reader may not see every `seq` (customers never see notes).
 */
import type { Message, MessagePage } from "../types";

export type Timeline = readonly Message[];

/** The timeline with the new messages inserted in order; a message that is already there is replaced. */
export function merge(timeline: Timeline, incoming: readonly Message[]): Timeline {
  if (incoming.length === 0) return timeline;
  if (incoming.length === 1 && follows(timeline, incoming[0] as Message)) return [...timeline, ...incoming];
  const bySeq = new Map(timeline.map((message) => [message.seq, message]));
  for (const message of incoming) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * The `seq` up to which nothing is missing: load again with this as `after=`.
 * `start` is the `seq` before the first requested message (0: from the beginning).
 */
export function completeUntil(timeline: Timeline, start = 0): number {
  let last = start;
  for (const message of timeline) {
    if (message.seq <= last) continue;
    if (message.previous !== last) return last;
    last = message.seq;
  }
  return last;
}

export function lastSeq(timeline: Timeline, start = 0): number {
  return timeline.at(-1)?.seq ?? start;
}

export function hasGap(timeline: Timeline, start = 0): boolean {
  return completeUntil(timeline, start) < lastSeq(timeline, start);
}

/** Loads all pages after `after`, so that a caller can merge missed messages in one step. */
export async function readAfter(
  after: number,
  read: (after: number) => Promise<MessagePage>,
): Promise<Message[]> {
  const found: Message[] = [];
  for (;;) {
    const page = await read(found.at(-1)?.seq ?? after);
    found.push(...page.messages);
    if (!page.more || page.messages.length === 0) return found;
  }
}

function follows(timeline: Timeline, message: Message): boolean {
  return message.seq > lastSeq(timeline);
}

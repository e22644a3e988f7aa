/** Groups a transcript for reading: consecutive events share one line, and messages of one author in a short time one name. */
import type { Message } from "../../shared/api/contract";
import { sameDay } from "../../shared/time/time";

/** After this pause the author and the time are shown again. */
const PAUSE_MS = 5 * 60_000;

export interface TranscriptEntry {
  /** Of the first message. */
  readonly seq: number;
  /** One text, or events that follow each other. */
  readonly messages: readonly Message[];
  readonly newDay: boolean;
  /** Follows a text of the same author so closely that the name is not repeated. */
  readonly continued: boolean;
  /** The first message that the reader has not seen. */
  readonly unread: boolean;
}

/** `seen` is the last message that the reader has seen; 0 if they have seen none, so that nothing is marked. */
export function entriesOf(timeline: readonly Message[], seen: number): readonly TranscriptEntry[] {
  const entries: TranscriptEntry[] = [];
  let marked = seen === 0;
  for (const [index, message] of timeline.entries()) {
    const before = timeline[index - 1];
    const newDay = !before || !sameDay(before.created_at, message.created_at);
    const unread = !marked && message.seq > seen && message.author.kind === "customer";
    marked ||= unread;
    const last = entries.at(-1);
    if (last && !newDay && message.kind === "event" && before?.kind === "event") {
      entries[entries.length - 1] = { ...last, messages: [...last.messages, message] };
    } else {
      const continued = !newDay && !unread && continues(message, before);
      entries.push({ seq: message.seq, messages: [message], newDay, continued, unread });
    }
  }
  return entries;
}

function continues(message: Message, before: Message | undefined): boolean {
  return (
    before?.kind === "text" &&
    before.author.kind === message.author.kind &&
    before.author.name === message.author.name &&
    before.visibility === message.visibility &&
    Date.parse(message.created_at) - Date.parse(before.created_at) < PAUSE_MS
  );
}

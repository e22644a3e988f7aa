/**
 * A wait that was told when the customer asked for a person is old a minute later. While they wait, the panel beneath says
 * what is expected now, so the line in the transcript says it without the range: two different ranges help nobody.
 */
import type { Message } from "../../shared/api/contract";

const WITHOUT_RANGE: Readonly<Record<string, string>> = {
  long_wait: "waiting",
  long_wait_closing: "closing",
};

export function withoutOldWait(message: Message, waits: boolean): Message {
  const wording = WITHOUT_RANGE[String(message.details?.wording)];
  if (!waits || message.event !== "handoff.requested" || !wording) return message;
  return { ...message, details: { ...message.details, wording } };
}

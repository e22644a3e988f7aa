/** Under the last words that a person wrote to the customer: whether the customer has seen them. */
import type { JSX } from "preact";
import type { Message, StaffConversation } from "../../shared/api/contract";
import { clockTime } from "../../shared/time/time";
import { secondsSince } from "../app/clock";
import { useConsole } from "../app/context";
import { useConsoleWords } from "../messages";

/** Before that, a customer who is there may simply not have looked yet. */
const PATIENCE_SECONDS = 20;

export type Reading = "seen" | "unseen" | null;

/** Null if there is nothing to say: the customer wrote last, or their client does not report what it shows. */
export function readingOf(
  timeline: readonly Message[],
  seen: StaffConversation["seen"] | undefined,
): { reading: Reading; message: Message | undefined } {
  const message = timeline.findLast(({ kind, visibility }) => kind === "text" && visibility === "public");
  const ours = message?.author.kind === "agent";
  if (!ours || !seen) return { reading: null, message };
  return { reading: seen.seq >= message.seq ? "seen" : "unseen", message };
}

export function SeenLine({ id }: { id: string }): JSX.Element {
  const words = useConsoleWords();
  const { desk } = useConsole();
  const seen = desk.find(id)?.seen;
  const { reading, message } = readingOf(desk.transcript(id).timeline.value, seen);
  const waited = message && reading === "unseen" && secondsSince(message.created_at) > PATIENCE_SECONDS;
  return (
    <p class="seen-line" aria-live="polite">
      {reading === "seen" && seen && words("seen_at", { time: clockTime(seen.at, words.locale) })}
      {waited && words("not_seen")}
    </p>
  );
}

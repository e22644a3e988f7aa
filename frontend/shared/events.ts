/**
 * The words of a timeline message in the reader's language: found by its event and wording, filled from its details.
 *
 * Null for what the page has no words for, be it old or a newer server's: then its English text is shown.
 */
import type { Message } from "./types";
import type { Words } from "./words";

export function eventText<Key extends string>(message: Message, words: Words<Key>): string | null {
  const { event, details } = message;
  if (!event || !details) return null;
  const key = ["event", event.replaceAll(".", "_"), details.wording].filter(Boolean).join("_");
  return words.find(key, details);
}

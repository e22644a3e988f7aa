/**
 * The text of a timeline message in the reader's language, found by event and wording and filled with its details.
 *
 * Null if the page has no words for it (an old message or a newer server); then its English text is shown.
 */
import type { Message } from "../types";
import type { Words } from "../words";

export function eventText<Key extends string>(message: Message, words: Words<Key>): string | null {
  const { event, details } = message;
  if (!event || !details) return null;
  const key = ["event", event.replaceAll(".", "_"), details.wording].filter(Boolean).join("_");
  return words.find(key, details);
}

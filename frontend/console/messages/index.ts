/** The console's languages. English is built in; each other language is a file that is loaded when needed. */

import type { CommonKey } from "../../shared/messages/en";
import { type StaffKey, staffEn } from "../../shared/staff/messages/en";
import type { Loaders, Words } from "../../shared/words";
import { useWords } from "../../shared/words";
import { type ConsoleKey, en } from "./en";

export { en };

export const loaders: Loaders = {
  nl: () => import("./nl").then((file) => file.nl),
  de: () => import("./de").then((file) => file.de),
  fr: () => import("./fr").then((file) => file.fr),
};

export type ConsoleWords = Words<ConsoleKey | StaffKey | CommonKey>;

export function useConsoleWords(): ConsoleWords {
  return useWords<ConsoleKey | StaffKey>();
}

/** The text for a server code (`reason`, `event`, …). An unknown code is shown as plain words. */
export function codeText(words: ConsoleWords, kind: string, code: string): string {
  const key = `${kind}_${code.replace(/[.-]/g, "_")}`;
  return isOwnKey(key) ? words(key) : code.replace(/[._-]/g, " ");
}

/**
 * What a topic is called: an intent in words, a category as its editor wrote it. A company's own pack may have intents
 * without words: `ask_boat_hire` becomes "Ask boat hire".
 */
export function topicText(topic: string, words: ConsoleWords): string {
  const key = `topic_${topic}`;
  if (isOwnKey(key)) return words(key);
  if (topic !== topic.toLowerCase()) return topic;
  const spaced = topic.replace(/_/g, " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function isOwnKey(key: string): key is ConsoleKey | StaffKey {
  return Object.hasOwn(en, key) || Object.hasOwn(staffEn, key);
}

/** The phrasings of an article as typed: what is tried, and how a suggestion joins them. */
import { type Fields, questionsOf } from "../types";

/** As many as the server takes. */
export const MOST_PHRASINGS = 50;

/** Capitals, punctuation and spaces do not count, as on the server. */
export function compared(phrasing: string): string {
  return phrasing
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The title and the phrasings, each once. */
export function triedOf(fields: Fields): readonly string[] {
  const all = [fields.title.trim(), ...questionsOf(fields)].filter((text) => compared(text) !== "");
  const met = new Set<string>();
  return all.filter((text) => !met.has(compared(text)) && met.add(compared(text)));
}

/** The phrasings with one more, or null if it is there already or no more fit. */
export function withPhrasing(fields: Fields, phrasing: string): string | null {
  const known = [fields.title, ...questionsOf(fields)].map(compared);
  if (known.includes(compared(phrasing)) || questionsOf(fields).length >= MOST_PHRASINGS) return null;
  return [...questionsOf(fields), phrasing].join("\n");
}

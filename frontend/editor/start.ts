/** What a new article begins with when it is written for questions that nobody could answer. */
import type { Fields } from "./types";

let waiting: readonly string[] = [];

export function startWith(questions: readonly string[]): void {
  waiting = questions;
}

/** The fields with what is waiting; the first question becomes the title where there is none yet. */
export function takeStart(fields: Fields): Fields {
  if (waiting.length === 0) return fields;
  const [first = ""] = waiting;
  const lines = [fields.questions.trim(), ...waiting].filter((line) => line !== "");
  waiting = [];
  return { ...fields, title: fields.title || first, questions: [...new Set(lines)].join("\n") };
}

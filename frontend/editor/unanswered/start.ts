/** The initial fields of a new article that is written for unanswered questions. */
import type { Fields } from "../types";

let waiting: readonly string[] = [];

export function startWith(questions: readonly string[]): void {
  waiting = questions;
}

/** The fields with the waiting questions added; the first question becomes the title if there is none. */
export function takeStart(fields: Fields): Fields {
  if (waiting.length === 0) return fields;
  const [first = ""] = waiting;
  const lines = [fields.questions.trim(), ...waiting].filter((line) => line !== "");
  waiting = [];
  return { ...fields, title: fields.title || first, questions: [...new Set(lines)].join("\n") };
}

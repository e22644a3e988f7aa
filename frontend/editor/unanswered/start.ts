/** The initial fields of a new article that is written for unanswered questions. */
import type { Fields } from "../types";

interface Start {
  readonly questions: readonly string[];
  readonly body: string;
}

const NOTHING: Start = { questions: [], body: "" };
const MASKED = /\s*\[(?:e-mail|link|iban|card|phone|number|secret|name)\]/g;

let waiting = NOTHING;

export function startWith(questions: readonly string[], body = ""): void {
  waiting = { questions, body };
}

/** The fields with the waiting questions and text added; the first question becomes the title if there is none. */
export function takeStart(fields: Fields): Fields {
  if (waiting === NOTHING) return fields;
  const { questions, body } = waiting;
  const [first = ""] = questions;
  const lines = [fields.questions.trim(), ...questions].filter((line) => line !== "");
  waiting = NOTHING;
  return {
    ...fields,
    title: fields.title || first,
    questions: [...new Set(lines)].join("\n"),
    body: [fields.body.trim(), body].filter((part) => part !== "").join("\n\n"),
  };
}

/** A customer's question as a phrasing: one line, without what was masked in it. */
export function asPhrasing(question: string, longest: number): string {
  return question.replace(MASKED, "").replace(/\s+/g, " ").trim().slice(0, longest);
}

/** The editable fields of an article. */
import type { Article, Version } from "../shared/api/contract";

/** `questions` has one phrasing per line, as in its text field. */
export interface Fields {
  readonly title: string;
  readonly category: string;
  readonly questions: string;
  readonly body: string;
  readonly locale: string;
}

export const EMPTY_FIELDS: Fields = { title: "", category: "", questions: "", body: "", locale: "en" };

export function fieldsOf(article: Article | Version): Fields {
  return {
    title: article.title,
    category: article.category,
    questions: article.questions.join("\n"),
    body: article.body,
    locale: article.locale,
  };
}

export function questionsOf(fields: Fields): string[] {
  return fields.questions
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function sameFields(a: Fields, b: Fields): boolean {
  return (
    a.title === b.title &&
    a.category === b.category &&
    a.body === b.body &&
    a.locale === b.locale &&
    questionsOf(a).join("\n") === questionsOf(b).join("\n")
  );
}

/** The golden set's calls, and its questions in the form of their text fields. */
import type { GoldenQuestion, GoldenQuestionList, ListedArticle } from "../../shared/api/contract";
import type { Client, Query } from "../../shared/http";
import { segment } from "../../shared/http";
import { labelsOf } from "../list/all";

export const LONGEST_TEXT = 500;
export const LONGEST_KIND = 64;

/** A question as it is typed: one entry per line, other ways to write a fact separated by `|`. */
export interface Filled {
  readonly text: string;
  readonly before: string;
  readonly titles: string;
  readonly must: string;
  readonly mustNot: string;
  readonly kind: string;
}

export const EMPTY: Filled = { text: "", before: "", titles: "", must: "", mustNot: "", kind: "" };

export interface GoldenBody {
  readonly text: string;
  readonly before: readonly string[];
  readonly article_ids: readonly string[];
  readonly must: readonly (readonly string[])[];
  readonly must_not: readonly string[];
  readonly kind: string;
}

export function filledOf(question: GoldenQuestion, titleOf: (id: string) => string): Filled {
  return {
    text: question.text,
    before: question.before.map((said) => said.replace(/\s+/g, " ")).join("\n"),
    titles: question.article_ids.map(titleOf).join("\n"),
    must: question.must.map((group) => group.join(" | ")).join("\n"),
    mustNot: question.must_not.join("\n"),
    kind: question.kind,
  };
}

/** The body of a call, or the title that no article has. An identifier counts as a title. */
export function bodyOf(
  filled: Filled,
  articles: readonly ListedArticle[],
): { body: GoldenBody } | { unknown: string } {
  const ids: string[] = [];
  const labels = labelsOf(articles);
  for (const title of linesOf(filled.titles)) {
    const found =
      articles.find((article) => labels.get(article.id) === title) ??
      articles.find((article) => article.title === title) ??
      articles.find((article) => article.id === title);
    if (!found) return { unknown: title };
    ids.push(found.id);
  }
  const must = linesOf(filled.must).map((line) =>
    line
      .split("|")
      .map((fact) => fact.trim())
      .filter((fact) => fact !== ""),
  );
  return {
    body: {
      text: filled.text.trim(),
      before: linesOf(filled.before),
      article_ids: ids,
      must,
      must_not: linesOf(filled.mustNot),
      kind: filled.kind.trim(),
    },
  };
}

export function bodyOfQuestion(question: GoldenQuestion): GoldenBody {
  const { text, before, article_ids, must, must_not, kind } = question;
  return { text, before, article_ids, must, must_not, kind };
}

export function listQuestions(api: Client, query: Query): Promise<GoldenQuestionList> {
  return api.get<GoldenQuestionList>("/golden-questions", query);
}

export function saveQuestion(
  api: Client,
  body: GoldenBody,
  stored?: GoldenQuestion,
): Promise<GoldenQuestion> {
  if (!stored) return api.post<GoldenQuestion>("/golden-questions", body);
  return api.put<GoldenQuestion>(`/golden-questions/${segment(stored.id)}`, {
    ...body,
    version: stored.version,
  });
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

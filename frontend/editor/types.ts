/** Articles as the editor reads and writes them. */
import type { Article, ArticleState } from "../shared/types";

export interface StoredArticle extends Article {
  updated_at?: string;
  updated_by?: Author | string | null;
  /** The version that customers get; null where none is published. */
  published_version?: number | null;
}

export interface Author {
  id?: string;
  name: string;
}

export interface ArticlePage {
  articles: StoredArticle[];
  next: string | null;
  categories?: string[];
}

/** One version of an article, as it was when it was saved. */
export interface Version {
  version: number;
  title: string;
  body: string;
  questions?: string[];
  category?: string | null;
  state?: ArticleState | string;
  created_at?: string;
  updated_at?: string;
  created_by?: Author | string | null;
  updated_by?: Author | string | null;
}

/** What can be edited. `questions` is one phrasing a line, as it stands in its field. */
export interface Fields {
  readonly title: string;
  readonly category: string;
  readonly questions: string;
  readonly body: string;
}

export const EMPTY_FIELDS: Fields = { title: "", category: "", questions: "", body: "" };

export function fieldsOf(article: StoredArticle | Version): Fields {
  return {
    title: article.title,
    category: article.category ?? "",
    questions: (article.questions ?? []).join("\n"),
    body: article.body,
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
    questionsOf(a).join("\n") === questionsOf(b).join("\n")
  );
}

export function authorName(author: Author | string | null | undefined): string | null {
  if (!author) return null;
  return typeof author === "string" ? author : author.name;
}

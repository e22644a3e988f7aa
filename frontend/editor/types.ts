/** The types of articles in the editor. */
import type { Article } from "../shared/types";

export interface StoredArticle extends Article {
  updated_at?: string;
  updated_by?: string;
  /** The published version, older than `version` while there is a draft; null if none is published. */
  published_version?: number | null;
}

export interface ArticlePage {
  articles: StoredArticle[];
  next: string | null;
}

/** One saved version of an article. */
export interface Version {
  version: number;
  title: string;
  body: string;
  questions: string[];
  category: string;
  author: string;
  created_at: string;
  published: boolean;
}

/** A customer's question, with the bot's decision and its outcomes. */
export interface AskedDecision {
  id: string;
  question: string;
  action: string;
  rule: string;
  reason: string | null;
  article_id: string | null;
  confidence: number;
  threshold: number;
  created_at: string;
  outcomes: { happened: string; article_id: string | null; label: string; given_by: string | null }[];
}

/** The outcomes of the answers from one article. */
export interface Use {
  days: number;
  shown: number;
  helped: number;
  did_not_help: number;
  handed_over: number;
  chosen: number;
  used_by_agents: number;
  decisions: AskedDecision[];
}

/** A group of similar unanswered questions. */
export interface QuestionGroup {
  question: string;
  times: number;
  nearest: { article_id: string; title: string | null; confidence: number } | null;
  decision_ids: string[];
  decisions: Omit<AskedDecision, "outcomes">[];
}

export interface Unanswered {
  days: number;
  groups: QuestionGroup[];
}

/** A question, and what the bot would do with it now; null if not known yet. */
export interface CheckedQuestion {
  text: string;
  answered: boolean | null;
  action?: string;
  article_id?: string | null;
  title?: string | null;
}

/** The questions that the greeting offers, and the editors' choice, including questions left out for now. */
export interface GreetingQuestions {
  questions: {
    text: string;
    origin: "chosen" | "asked" | "articles";
    article_id: string | null;
    title: string | null;
  }[];
  chosen: CheckedQuestion[];
  set_by: string | null;
  set_at: string | null;
}

/** A topic that only a person may handle. */
export interface SensitiveTopic {
  id: string;
  name: string;
  phrases: string[];
  active: boolean;
  updated_by: string;
  updated_at: string;
}

/** The editable fields. `questions` has one phrasing per line, as in its text field. */
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

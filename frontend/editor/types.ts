/** Articles as the editor reads and writes them. */
import type { Article } from "../shared/types";

export interface StoredArticle extends Article {
  updated_at?: string;
  updated_by?: string;
  /** The version that customers get, older than `version` while a draft is under way; null where none is published. */
  published_version?: number | null;
}

export interface ArticlePage {
  articles: StoredArticle[];
  next: string | null;
}

/** One version of an article, as it was when it was saved. */
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

/** A question that a customer asked, with what the bot decided and what came of it. */
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

/** What came of the answers from one article. */
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

/** Questions that ask the same and that nobody could answer. */
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

/** A question with what the bot would do about it now; null where that is not known yet. */
export interface CheckedQuestion {
  text: string;
  answered: boolean | null;
  action?: string;
  article_id?: string | null;
  title?: string | null;
}

/** What the greeting offers, and what editors have chosen for it, also what is left out for now. */
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

/** A topic that only a person may settle. */
export interface SensitiveTopic {
  id: string;
  name: string;
  phrases: string[];
  active: boolean;
  updated_by: string;
  updated_at: string;
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

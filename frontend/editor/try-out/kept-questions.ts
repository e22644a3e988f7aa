/** The editor's last test questions, kept per article in the browser, to ask them again after an edit. */
import { localStore } from "../../shared/storage/storage";

const PREFIX = "baton.editor.questions.";
export const MOST_KEPT = 12;

export function readQuestions(articleId: string | null): readonly string[] {
  const stored = localStore.read(PREFIX + (articleId ?? "new"));
  return Array.isArray(stored)
    ? stored.filter((question): question is string => typeof question === "string")
    : [];
}

/** Called when a new article has got its identifier. */
export function adoptQuestions(articleId: string): void {
  writeQuestions(articleId, readQuestions(null));
  writeQuestions(null, []);
}

export function writeQuestions(articleId: string | null, questions: readonly string[]): void {
  localStore.write(PREFIX + (articleId ?? "new"), questions.slice(0, MOST_KEPT));
}

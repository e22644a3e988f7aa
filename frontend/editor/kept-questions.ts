/** The questions an editor tried last, to ask them again after an edit; kept per article in the browser. */
import { localStore } from "../shared/storage";

const PREFIX = "baton.editor.questions.";
export const MOST_KEPT = 12;

export function readQuestions(articleId: string | null): readonly string[] {
  const stored = localStore.read(PREFIX + (articleId ?? "new"));
  return Array.isArray(stored)
    ? stored.filter((question): question is string => typeof question === "string")
    : [];
}

/** An article that was new has its identifier now. */
export function adoptQuestions(articleId: string): void {
  writeQuestions(articleId, readQuestions(null));
  writeQuestions(null, []);
}

export function writeQuestions(articleId: string | null, questions: readonly string[]): void {
  localStore.write(PREFIX + (articleId ?? "new"), questions.slice(0, MOST_KEPT));
}

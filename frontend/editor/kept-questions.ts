/** The questions an editor tried last, to ask them again after an edit; kept per article in the browser. */

const PREFIX = "baton.editor.questions.";
export const MOST_KEPT = 12;

export function readQuestions(articleId: string | null): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREFIX + (articleId ?? "new")) ?? "[]");
    return Array.isArray(stored)
      ? stored.filter((question): question is string => typeof question === "string")
      : [];
  } catch {
    return [];
  }
}

/** An article that was new has its identifier now. */
export function adoptQuestions(articleId: string): void {
  writeQuestions(articleId, readQuestions(null));
  writeQuestions(null, []);
}

export function writeQuestions(articleId: string | null, questions: readonly string[]): void {
  try {
    localStorage.setItem(PREFIX + (articleId ?? "new"), JSON.stringify(questions.slice(0, MOST_KEPT)));
  } catch {
    // Without storage the questions last until the page is closed.
  }
}

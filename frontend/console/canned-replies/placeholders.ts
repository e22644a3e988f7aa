/** Canned replies in the composer: what is being called with `/`, which of them it may mean, and putting one in. */
import type { FilledReply } from "../api/types";

export interface Called {
  /** Where the `/` stands. */
  readonly start: number;
  readonly letters: string;
}

const MOST_OFFERED = 6;

/** The call that ends at the caret: a `/` at the beginning or behind a blank, and letters without a blank. */
export function calledAt(text: string, caret: number): Called | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}-]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const letters = found[1] ?? "";
  return { start: caret - letters.length - 1, letters: letters.toLowerCase() };
}

/** Those whose shortcut begins so first, then those with a word of the title that does. */
export function offered(replies: readonly FilledReply[], letters: string): readonly FilledReply[] {
  const byShortcut = replies.filter(({ shortcut }) => shortcut.startsWith(letters));
  const byTitle = replies.filter(
    (reply) => !byShortcut.includes(reply) && beginsAWord(reply.title.toLowerCase(), letters),
  );
  return [...byShortcut, ...byTitle].slice(0, MOST_OFFERED);
}

/** The text with the call replaced, and where the caret is to stand then. */
export function putIn(text: string, called: Called, caret: number, reply: string): [string, number] {
  const before = text.slice(0, called.start) + reply;
  return [before + text.slice(caret), before.length];
}

/** The first variable, or the first thing masked in a past answer, that nobody has filled in yet, as it stands in the text. */
export function unfilled(text: string): string | null {
  return /\{(?:customer_name|agent_name|order_number|name|number|email|link)\}/.exec(text)?.[0] ?? null;
}

function beginsAWord(title: string, letters: string): boolean {
  return title.split(/\s+/).some((word) => word.startsWith(letters));
}

/** Canned replies in the composer: finds the call that starts with `/`, lists the matches, and inserts one. */
import type { FilledReply } from "../../shared/api/contract";

export interface Called {
  /** The position of the `/`. */
  readonly start: number;
  readonly letters: string;
}

const MOST_OFFERED = 6;

/** The call that ends at the caret: a `/` at the start or after a space, then letters without a space. */
export function calledAt(text: string, caret: number): Called | null {
  const found = /(?:^|\s)\/([\p{L}\p{N}-]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const letters = found[1] ?? "";
  return { start: caret - letters.length - 1, letters: letters.toLowerCase() };
}

/** Matches by the start of the shortcut come first, then matches by the start of a word in the title. */
export function offered(replies: readonly FilledReply[], letters: string): readonly FilledReply[] {
  const byShortcut = replies.filter(({ shortcut }) => shortcut.startsWith(letters));
  const byTitle = replies.filter(
    (reply) => !byShortcut.includes(reply) && beginsAWord(reply.title.toLowerCase(), letters),
  );
  return [...byShortcut, ...byTitle].slice(0, MOST_OFFERED);
}

/** The text with the call replaced, and the new caret position. */
export function putIn(text: string, called: Called, caret: number, reply: string): [string, number] {
  const before = text.slice(0, called.start) + reply;
  return [before + text.slice(caret), before.length];
}

/** The first variable, or masked part of a past answer, that still has to be filled in, as written in the text. */
export function unfilled(text: string): string | null {
  return /\{(?:customer_name|agent_name|order_number|name|number|email|link)\}/.exec(text)?.[0] ?? null;
}

function beginsAWord(title: string, letters: string): boolean {
  return title.split(/\s+/).some((word) => word.startsWith(letters));
}

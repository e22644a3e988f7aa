/** Mentions in the composer: finds the name being typed after `@`. */

import type { Named } from "../../shared/api/contract";
import type { Called } from "../canned-replies/placeholders";

const MOST_OFFERED = 6;

/** The call that ends at the caret: an `@` at the start or after a space, then letters without a space. */
export function mentionAt(text: string, caret: number): Called | null {
  const found = /(?:^|\s)@([\p{L}\p{N}'-]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const letters = found[1] ?? "";
  return { start: caret - letters.length - 1, letters: letters.toLowerCase() };
}

/** Colleagues with a name part that starts like this. */
export function offeredColleagues(colleagues: readonly Named[], letters: string): readonly Named[] {
  return colleagues
    .filter(({ name }) =>
      name
        .toLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(letters)),
    )
    .slice(0, MOST_OFFERED);
}

/**
 * Finds entries by typed words: in any order, by their beginnings, without accents, and if nothing else matches by
 * letters in order (`rslv`).
 */

const BEGINS = 3;
const CONTAINS = 2;
const IN_ORDER = 1;

/** The matches, best first; equal matches keep their order. Without words everything matches. */
export function matching<T>(items: readonly T[], typed: string, labelOf: (item: T) => string): readonly T[] {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return items;
  return items
    .map((item) => ({ item, score: scoreOf(wordsOf(labelOf(item)), wanted) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
}

/** 0 if a word does not match at all. */
function scoreOf(label: readonly string[], wanted: readonly string[]): number {
  const each = wanted.map((word) => Math.max(0, ...label.map((own) => closeness(own, word))));
  return each.includes(0) ? 0 : each.reduce((sum, score) => sum + score, 0) / each.length;
}

function closeness(own: string, word: string): number {
  if (own.startsWith(word)) return BEGINS;
  if (own.includes(word)) return CONTAINS;
  return word.length > 1 && inOrder(own, word) ? IN_ORDER : 0;
}

function inOrder(own: string, word: string): boolean {
  let at = 0;
  for (const letter of own) if (letter === word[at]) at++;
  return own[0] === word[0] && at === word.length;
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

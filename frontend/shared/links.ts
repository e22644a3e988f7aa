/**
 * Finds links in plain text: web addresses, mail addresses and international phone numbers.
 *
 * The help page uses the same rules in `knowledge_base/help/bare_links.py`; `tests/fixtures/markdown.json` tests
 * both. Every repetition is limited, so the time grows only with the length of the text.
 */

export interface TextPart {
  readonly text: string;
  /** The link's target; absent for plain text. */
  readonly href?: string;
}

const CANDIDATE = new RegExp(
  [
    "https?://[^\\s<>\"'`|]{1,2000}",
    "[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}",
    "\\+[0-9](?:[ ().\\-/\\u00a0]{0,2}[0-9]){7,14}",
  ].join("|"),
  "g",
);
const WORD = /[\p{L}\p{N}]/u;
const ENDS_A_SENTENCE = new Set([..."*_.,;:!?…"]);
const PAIRS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** The text in order, split at the start and end of each link. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const found of text.matchAll(CANDIDATE)) {
    const at = found.index;
    const link =
      at >= done && !isInsideWord(text, at) ? linkFrom(found[0], text[at + found[0].length]) : null;
    if (!link) continue;
    if (at > done) parts.push({ text: text.slice(done, at) });
    parts.push(link);
    done = at + link.text.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

function isInsideWord(text: string, at: number): boolean {
  const before = text[at - 1];
  return before !== undefined && (WORD.test(before) || before === "@" || before === "+");
}

function linkFrom(found: string, next: string | undefined): TextPart | null {
  if (found.startsWith("+")) {
    if (next !== undefined && WORD.test(next)) return null;
    return { text: found, href: `tel:+${found.replace("(0)", "").replace(/[^0-9]/g, "")}` };
  }
  if (!found.includes("://")) return { text: found, href: `mailto:${found}` };
  const address = withoutSentenceEnd(found);
  return /^https?:\/\/[^/?#]/.test(address) ? { text: address, href: address } : null;
}

/** A full stop after an address belongs to the sentence; a closing bracket belongs to the address only if it was opened there. */
function withoutSentenceEnd(address: string): string {
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address[end - 1] as string;
    const opening = PAIRS[last];
    const closesOutside = opening && count(address, last, end) > count(address, opening, end);
    if (!closesOutside && !ENDS_A_SENTENCE.has(last)) break;
  }
  return address.slice(0, end);
}

function count(text: string, letter: string, end: number): number {
  let total = 0;
  for (let at = 0; at < end; at += 1) if (text[at] === letter) total += 1;
  return total;
}

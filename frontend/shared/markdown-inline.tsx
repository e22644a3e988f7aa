/** The inside of a Markdown line: emphasis, code, links and line breaks, found by one scan from left to right. */
import type { ComponentChildren } from "preact";

const MAX_DEPTH = 6;
/** How far a closing mark is looked for; without an end, a text full of opening marks would take quadratic time. */
const REACH = 1000;
const SAFE_LINK = /^(?:https?:\/\/|mailto:)[^\s]+$/i;
const BARE_LINK = /https?:\/\/[^\s<>"'`|]+/y;
const ESCAPABLE = /[\\`*_{}[\]()#+\-.!|<>~]/;

export function inline(text: string, depth = 0): ComponentChildren[] {
  const found: ComponentChildren[] = [];
  const searched: Searched = {};
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const piece = pieceAt(text, at, depth, searched);
    if (!piece) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) found.push(plain);
    plain = "";
    found.push(piece.node);
    at = piece.end;
  }
  if (plain) found.push(plain);
  return found;
}

/** For each mark of emphasis, up to where no closing one was found: no need to look there again. */
type Searched = Record<string, number>;

interface Piece {
  node: ComponentChildren;
  end: number;
}

function pieceAt(text: string, at: number, depth: number, searched: Searched): Piece | null {
  switch (text[at]) {
    case "\\":
      return ESCAPABLE.test(text[at + 1] ?? "") ? { node: text[at + 1], end: at + 2 } : null;
    case "`":
      return code(text, at);
    case "\n":
      return lineBreak(text, at);
    case "*":
    case "_":
      return depth < MAX_DEPTH ? emphasis(text, at, depth, searched) : null;
    case "[":
      return depth < MAX_DEPTH ? link(text, at, depth) : null;
    case "<":
      return angleLink(text, at);
    case "h":
      return bareLink(text, at);
    default:
      return null;
  }
}

function code(text: string, at: number): Piece | null {
  const mark = text.startsWith("``", at) ? "``" : "`";
  const close = find(text, mark, at + mark.length);
  if (close <= at + mark.length) return null;
  return { node: <code>{text.slice(at + mark.length, close)}</code>, end: close + mark.length };
}

/** Two spaces before the end of a line break it; otherwise it is a space. */
function lineBreak(text: string, at: number): Piece {
  return { node: text[at - 1] === " " && text[at - 2] === " " ? <br /> : " ", end: at + 1 };
}

function emphasis(text: string, at: number, depth: number, searched: Searched): Piece | null {
  const letter = text[at] as string;
  const mark = text[at + 1] === letter ? letter + letter : letter;
  const start = at + mark.length;
  if (/\s/.test(text[start] ?? " ") || (letter === "_" && isWord(text[at - 1]))) return null;
  const close = closing(text, start, mark, searched);
  if (close < 0) return null;
  const inside = inline(text.slice(start, close), depth + 1);
  return {
    node: mark.length === 2 ? <strong>{inside}</strong> : <em>{inside}</em>,
    end: close + mark.length,
  };
}

function closing(text: string, start: number, mark: string, searched: Searched): number {
  const end = Math.min(text.length, start + REACH);
  for (let at = Math.max(start + 1, searched[mark] ?? 0); at < end; at += 1) {
    if (!text.startsWith(mark, at)) continue;
    const run = runLength(text, at);
    const fits = mark.length === 2 ? run >= 2 : run !== 2;
    const leftOpen = /\s/.test(text[at - 1] ?? " ") || (mark[0] === "_" && isWord(text[at + run]));
    if (fits && !leftOpen) return at + run - mark.length;
    at += run - 1;
  }
  searched[mark] = end;
  return -1;
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return end - at;
}

/** `indexOf` that gives up after `REACH` characters. */
function find(text: string, mark: string, from: number): number {
  const found = text.slice(from, from + REACH).indexOf(mark);
  return found < 0 ? -1 : from + found;
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
}

function link(text: string, at: number, depth: number): Piece | null {
  const middle = find(text, "](", at + 1);
  if (middle < 0) return null;
  const end = find(text, ")", middle + 2);
  if (end < 0) return null;
  const label = text.slice(at + 1, middle);
  const target =
    text
      .slice(middle + 2, end)
      .trim()
      .split(/\s+/)[0] ?? "";
  if (label.includes("[") || !SAFE_LINK.test(target)) return null;
  return { node: anchor(target, inline(label, depth + 1)), end: end + 1 };
}

function angleLink(text: string, at: number): Piece | null {
  const end = find(text, ">", at);
  const target = end < 0 ? "" : text.slice(at + 1, end);
  return SAFE_LINK.test(target) ? { node: anchor(target, [target]), end: end + 1 } : null;
}

function bareLink(text: string, at: number): Piece | null {
  if (isWord(text[at - 1])) return null;
  BARE_LINK.lastIndex = at;
  const target = BARE_LINK.exec(text)?.[0].replace(/[.,;:!?)\]*_]+$/, "");
  return target && target.length > "https://".length
    ? { node: anchor(target, [target]), end: at + target.length }
    : null;
}

function anchor(target: string, inside: ComponentChildren[]): ComponentChildren {
  return (
    <a href={target} target="_blank" rel="noopener noreferrer nofollow">
      {inside}
    </a>
  );
}

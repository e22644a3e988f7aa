/** A reply as one line of plain words, for previews in lists: no marks of Markdown, no line breaks. */

const LINKS = /!?\[([^\]]*)\]\([^)]*\)/g;
const LINE_STARTS = /^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+/gm;
const RULES = /^\s*\|?[\s:|-]*-{3}[\s:|-]*$/gm;
const MARKS = /(\*\*|__|`|~~)(\S(?:[^\n]*?\S)?)\1/g;

export function oneLine(markdown: string): string {
  return markdown
    .replace(RULES, "")
    .replace(LINKS, "$1")
    .replace(LINE_STARTS, "")
    .replace(MARKS, "$2")
    .replace(/\s*\|\s*/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Splits a text where the bot splits it, at its headings, so that the preview can show the parts that the bot quotes.
 * It also keeps typing smooth in a long article: only the part that changes is rendered again.
 */

export interface Section {
  /** The first line, from 0. */
  readonly line: number;
  readonly lines: number;
  readonly text: string;
}

const HEADING = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** A definition such as `[1]: https://…` serves the whole text, which must then be rendered at once. */
const DEFINITION = /^ {0,3}\[[^\]\n]+\]:/m;

export function sectionsOf(text: string): Section[] {
  const lines = text.split("\n");
  if (DEFINITION.test(text)) return [{ line: 0, lines: lines.length, text }];
  const starts = [0];
  let fence: string | null = null;
  lines.forEach((line, number) => {
    const mark = FENCE.exec(line)?.[1];
    if (mark && fence === null) fence = mark;
    else if (mark && fence !== null && mark.startsWith(fence) && line.trim() === mark) fence = null;
    else if (fence === null && number > 0 && HEADING.test(line)) starts.push(number);
  });
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? lines.length;
    return { line: start, lines: end - start, text: lines.slice(start, end).join("\n") };
  });
}

/** The words of the headings, without their marks, for anchors. */
export function headingsOf(text: string): string[] {
  return sectionsOf(text)
    .flatMap((section) => (HEADING.test(section.text) ? [section.text.split("\n", 1)[0] ?? ""] : []))
    .map((line) =>
      line
        .trim()
        .replace(/^#+\s*/, "")
        .replace(/\s+#+$/, "")
        .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
        .replace(/[*_`]/g, ""),
    )
    .filter((words) => words !== "");
}

/** An article's headings: which of them a reply has shown, and how they stand under the title. */

const SEPARATOR = " › ";
const HEADING = /^ {0,3}(#{1,6})\s/gm;

export interface Heading {
  /** 1 to 6; only which is deeper counts. */
  level: number;
  text: string;
}

/**
 * Number of the heading that `section` names, as its path from the outermost heading on; null for what stands before the first
 * heading, and where the article has no such heading any more.
 */
export function placeOf(section: string, headings: readonly Heading[]): number | null {
  const wanted = bare(section);
  if (!wanted) return null;
  const whole = pathsOf(headings).indexOf(wanted);
  if (whole >= 0) return whole;
  // The outline has changed above it, or is too deep for the page: the nearest heading alone will do.
  const last = bare(section.split(SEPARATOR).at(-1) ?? "");
  const alone = headings.findIndex(({ text }) => bare(text) === last);
  return alone >= 0 ? alone : null;
}

/** The level that `#` becomes where the outermost headings of the text are to be of `level`, whatever marks they have. */
export function levelOfFirst(markdown: string, level: number): number {
  let outermost = 7;
  for (const [, marks = ""] of markdown.matchAll(HEADING)) outermost = Math.min(outermost, marks.length);
  return outermost === 7 ? level : level + 1 - outermost;
}

function pathsOf(headings: readonly Heading[]): string[] {
  let above: Heading[] = [];
  return headings.map((heading) => {
    above = [...above.filter(({ level }) => level < heading.level), heading];
    return bare(above.map(({ text }) => text).join(" "));
  });
}

/** Letters and digits alone, because marks are told differently: as Markdown by the server, as a page here. */
function bare(text: string): string {
  return text
    .normalize()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

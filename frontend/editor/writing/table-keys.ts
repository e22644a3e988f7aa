/** Moves from cell to cell of a Markdown table by Tab, and adds a row behind the last one. */

export interface Move {
  readonly from: number;
  readonly to: number;
  /** Inserted at `from` before the selection is set; the selection is then relative to the changed text. */
  readonly insert?: { readonly at: number; readonly text: string };
}

const ROW = /^\s*\|.*\|\s*$/;
const RULE = /^[\s|:-]+$/;

/** Null outside of a table, and before its first cell: then Tab does what it always does. */
export function nextCell(text: string, position: number, back: boolean): Move | null {
  const start = text.lastIndexOf("\n", position - 1) + 1;
  const line = lineAt(text, start);
  if (!ROW.test(line)) return null;
  const cells = cellsOf(line);
  const at = cells.findIndex(([, end]) => position - start <= end);
  const here = at === -1 ? cells.length - 1 : at;
  const wanted = cells[here + (back ? -1 : 1)];
  if (wanted) return { from: start + wanted[0], to: start + wanted[1] };
  return back ? lastOfRowAbove(text, start) : firstOfRowBelow(text, start, line, cells.length);
}

function lastOfRowAbove(text: string, start: number): Move | null {
  let above = start;
  while (above > 0) {
    above = text.lastIndexOf("\n", above - 2) + 1;
    const line = lineAt(text, above);
    if (!ROW.test(line)) return null;
    const cell = cellsOf(line).at(-1);
    if (!RULE.test(line) && cell) return { from: above + cell[0], to: above + cell[1] };
  }
  return null;
}

function firstOfRowBelow(text: string, start: number, line: string, columns: number): Move | null {
  let below = start + line.length + 1;
  while (below < text.length && RULE.test(lineAt(text, below)) && ROW.test(lineAt(text, below)))
    below += lineAt(text, below).length + 1;
  const following = below <= text.length ? lineAt(text, below) : "";
  const cell = ROW.test(following) ? cellsOf(following)[0] : undefined;
  if (cell) return { from: below + cell[0], to: below + cell[1] };
  const end = start + line.length;
  return { from: end + 3, to: end + 3, insert: { at: end, text: `\n|${"  |".repeat(columns)}` } };
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? text.length : end);
}

/** Where the words of each cell begin and end in the line. A `\|` belongs to its cell. */
function cellsOf(line: string): [number, number][] {
  const cells: [number, number][] = [];
  let begin = line.indexOf("|") + 1;
  for (let place = begin; place < line.length; place++) {
    if (line[place] !== "|" || line[place - 1] === "\\") continue;
    const inside = line.slice(begin, place);
    const lead =
      inside.trim() === "" ? Math.min(1, inside.length) : inside.length - inside.trimStart().length;
    cells.push([begin + lead, begin + lead + inside.trim().length]);
    begin = place + 1;
  }
  return cells;
}

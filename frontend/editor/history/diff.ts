/**
 * Line differences between two versions of an article, for the history view.
 *
 * Longest common subsequence of what remains after the common start and end: articles are edited in a few places,
 * so the table stays small. Beyond a limit the middle is shown as replaced, so that the page does not freeze.
 */

export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

export type DiffEntry = DiffLine | { readonly kind: "skipped"; readonly count: number };

const TABLE_LIMIT = 4_000_000;

export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split("\n");
  const young = after.split("\n");
  let head = 0;
  while (head < old.length && head < young.length && old[head] === young[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, young.length) - head;
  while (tail < most && old[old.length - 1 - tail] === young[young.length - 1 - tail]) tail++;
  return [
    ...lines("same", old.slice(0, head)),
    ...diffMiddle(old.slice(head, old.length - tail), young.slice(head, young.length - tail)),
    ...lines("same", old.slice(old.length - tail)),
  ];
}

/** Folds long unchanged parts; `context` lines stay on each side of a change. */
export function fold(diff: readonly DiffLine[], context = 3): DiffEntry[] {
  const near = new Set<number>();
  diff.forEach((line, index) => {
    if (line.kind === "same") return;
    for (let offset = -context; offset <= context; offset++) near.add(index + offset);
  });
  const entries: DiffEntry[] = [];
  let skipped = 0;
  diff.forEach((line, index) => {
    if (!near.has(index)) {
      skipped++;
      return;
    }
    if (skipped > 0) entries.push({ kind: "skipped", count: skipped });
    skipped = 0;
    entries.push(line);
  });
  if (skipped > 0) entries.push({ kind: "skipped", count: skipped });
  return entries;
}

function lines(kind: DiffLine["kind"], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}

function diffMiddle(old: readonly string[], young: readonly string[]): DiffLine[] {
  if (old.length * young.length > TABLE_LIMIT) return [...lines("removed", old), ...lines("added", young)];
  const width = young.length + 1;
  const lengths = commonLengths(old, young);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  const result: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < young.length) {
    const removed = old[row];
    const added = young[column];
    if (removed !== undefined && removed === added) {
      result.push({ kind: "same", text: removed });
      row++;
      column++;
    } else if (removed !== undefined && (added === undefined || at(row + 1, column) >= at(row, column + 1))) {
      result.push({ kind: "removed", text: removed });
      row++;
    } else {
      result.push({ kind: "added", text: added ?? "" });
      column++;
    }
  }
  return result;
}

/** `lengths[row * width + column]`: the longest common subsequence after these two positions. */
function commonLengths(old: readonly string[], young: readonly string[]): Uint32Array {
  const width = young.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = young.length - 1; column >= 0; column--) {
      const below = lengths[(row + 1) * width + column] ?? 0;
      const right = lengths[row * width + column + 1] ?? 0;
      const diagonal = lengths[(row + 1) * width + column + 1] ?? 0;
      lengths[row * width + column] = old[row] === young[column] ? diagonal + 1 : Math.max(below, right);
    }
  }
  return lengths;
}

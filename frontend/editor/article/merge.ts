/**
 * Puts two changed versions of one text together, line by line: what only one of them changed is taken from that one. Only
 * where both changed the same lines somebody has to choose.
 */
import { diffLines } from "../history/diff";
import type { Fields } from "../types";

export type Chunk =
  | { readonly kind: "settled"; readonly lines: readonly string[] }
  | { readonly kind: "conflict"; readonly theirs: readonly string[]; readonly yours: readonly string[] };

export type Choice = "theirs" | "yours" | "both";

export const PARTS = ["title", "category", "questions", "body", "locale"] as const;
export type Part = (typeof PARTS)[number];
export type Merge = Record<Part, readonly Chunk[]>;

export function mergeFields(base: Fields, theirs: Fields, yours: Fields): Merge {
  const merged = (part: Part): readonly Chunk[] => mergeLines(base[part], theirs[part], yours[part]);
  return {
    title: merged("title"),
    category: merged("category"),
    questions: merged("questions"),
    body: merged("body"),
    locale: merged("locale"),
  };
}

/** `choices` are those of the conflicts in their order, over all parts. */
export function chosenFields(merge: Merge, choices: readonly Choice[]): Fields {
  let place = 0;
  const textOf = (chunks: readonly Chunk[]): string =>
    chunks
      .flatMap((chunk) => {
        if (chunk.kind === "settled") return chunk.lines;
        const choice = choices[place++] ?? "yours";
        return choice === "both" ? [...chunk.theirs, ...chunk.yours] : chunk[choice];
      })
      .join("\n");
  const [title, category, questions, body, locale] = PARTS.map((part) => textOf(merge[part]));
  return {
    title: oneLine(title),
    category: oneLine(category),
    questions: questions ?? "",
    body: body ?? "",
    locale: oneLine(locale),
  };
}

export function conflictsOf(merge: Merge): { part: Part; theirs: string; yours: string }[] {
  return PARTS.flatMap((part) =>
    merge[part].flatMap((chunk) =>
      chunk.kind === "conflict"
        ? [{ part, theirs: chunk.theirs.join("\n"), yours: chunk.yours.join("\n") }]
        : [],
    ),
  );
}

export function mergeLines(base: string, theirs: string, yours: string): Chunk[] {
  const [old, a, b] = [base.split("\n"), theirs.split("\n"), yours.split("\n")];
  const [inA, inB] = [placesOf(base, theirs), placesOf(base, yours)];
  const chunks: Chunk[] = [];
  let [from, fromA, fromB] = [0, 0, 0];
  for (let line = 0; line <= old.length; line++) {
    const [toA, toB] = line === old.length ? [a.length, b.length] : [inA[line] ?? -1, inB[line] ?? -1];
    if (toA < 0 || toB < 0) continue;
    chunks.push(...between(old.slice(from, line), a.slice(fromA, toA), b.slice(fromB, toB)));
    if (line < old.length) chunks.push({ kind: "settled", lines: [old[line] as string] });
    [from, fromA, fromB] = [line + 1, toA + 1, toB + 1];
  }
  return chunks;
}

function between(old: readonly string[], theirs: readonly string[], yours: readonly string[]): Chunk[] {
  if (theirs.length + yours.length === 0) return [];
  if (same(theirs, yours) || same(old, yours)) return [{ kind: "settled", lines: theirs }];
  if (same(old, theirs)) return [{ kind: "settled", lines: yours }];
  return [{ kind: "conflict", theirs, yours }];
}

/** Where each line of the text is in the other one; -1 where it is gone. */
function placesOf(text: string, other: string): number[] {
  const places: number[] = [];
  let place = 0;
  for (const { kind } of diffLines(text, other)) {
    if (kind === "added") place++;
    else places.push(kind === "same" ? place++ : -1);
  }
  return places;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function oneLine(text: string | undefined): string {
  return (text ?? "").replace(/\n+/g, " ");
}

/** What only one of two editors changed is taken from them; only the same lines are a question. */
import { expect, it } from "vitest";
import { EMPTY_FIELDS } from "../types";
import { chosenFields, conflictsOf, mergeFields, mergeLines } from "./merge";

const BASE = "one\ntwo\nthree\nfour\nfive";

function settled(base: string, theirs: string, yours: string): string | null {
  const chunks = mergeLines(base, theirs, yours);
  return chunks.some(({ kind }) => kind === "conflict")
    ? null
    : chunks.flatMap((chunk) => (chunk.kind === "settled" ? chunk.lines : [])).join("\n");
}

it.each([
  [
    "changes in different places",
    "ONE\ntwo\nthree\nfour\nfive",
    "one\ntwo\nthree\nfour\nFIVE",
    "ONE\ntwo\nthree\nfour\nFIVE",
  ],
  [
    "a line added and a line removed",
    "zero\none\ntwo\nthree\nfour\nfive",
    "one\ntwo\nthree\nfive",
    "zero\none\ntwo\nthree\nfive",
  ],
  [
    "the same change twice",
    "one\n2\nthree\nfour\nfive",
    "one\n2\nthree\nfour\nfive",
    "one\n2\nthree\nfour\nfive",
  ],
  ["a change by one alone", BASE, `${BASE}\nsix`, `${BASE}\nsix`],
  ["everything removed by one", "", BASE, ""],
])("puts %s together", (_, theirs, yours, expected) => {
  expect(settled(BASE, theirs, yours)).toBe(expected);
});

it("asks about lines that both changed, and takes what was chosen", () => {
  const of = (body: string, title: string) => ({ ...EMPTY_FIELDS, title, body });
  const merge = mergeFields(
    of(BASE, "Old"),
    of("one\ntheirs\nthree\nfour\nfive\nsix", "Old"),
    of("one\nyours\nthree\nfour\nfive", "New"),
  );
  expect(conflictsOf(merge)).toEqual([{ part: "body", theirs: "theirs", yours: "yours" }]);
  expect(chosenFields(merge, ["both"])).toMatchObject({
    title: "New",
    body: "one\ntheirs\nyours\nthree\nfour\nfive\nsix",
  });
  expect(chosenFields(merge, ["theirs"]).body).toBe("one\ntheirs\nthree\nfour\nfive\nsix");
});

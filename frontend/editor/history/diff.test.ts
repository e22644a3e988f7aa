/** The history shows correct differences. */
import { describe, expect, it } from "vitest";
import { diffLines, fold } from "./diff";

function sides(before: string, after: string): [string, string] {
  const diff = diffLines(before, after);
  const text = (kind: string): string =>
    diff
      .filter((line) => line.kind === "same" || line.kind === kind)
      .map((line) => line.text)
      .join("\n");
  return [text("removed"), text("added")];
}

describe("diffLines", () => {
  it.each([
    ["", ""],
    ["a", "a"],
    ["a\nb\nc", "a\nc"],
    ["a\nc", "a\nb\nc"],
    ["a\nb\na\nb", "b\na\nb\na"],
    ["x\ny", "z"],
    ["\n\n", "\n"],
  ])("tells both sides whole: %j to %j", (before, after) => {
    expect(sides(before, after)).toEqual([before, after]);
  });

  it("keeps unchanged lines", () => {
    expect(diffLines("a\nb\nc", "a\nB\nc").map(({ kind }) => kind)).toEqual([
      "same",
      "removed",
      "added",
      "same",
    ]);
  });

  it("does not freeze on two long texts with nothing in common", () => {
    const long = (mark: string): string =>
      Array.from({ length: 5_000 }, (_, line) => `${mark}${line}`).join("\n");
    expect(diffLines(long("a"), long("b"))).toHaveLength(10_000);
  });
});

describe("fold", () => {
  it("shows a few lines around a change and counts the rest", () => {
    const text = Array.from({ length: 20 }, (_, line) => `${line}`);
    const changed = [...text.slice(0, 10), "new", ...text.slice(10)];
    const folded = fold(diffLines(text.join("\n"), changed.join("\n")), 2);
    expect(folded.filter((entry) => entry.kind === "skipped")).toEqual([
      { kind: "skipped", count: 8 },
      { kind: "skipped", count: 8 },
    ]);
  });
});

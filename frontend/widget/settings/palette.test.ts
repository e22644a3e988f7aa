/** Whatever colour a company has, what is written in it or on it can be read. */
import { expect, it } from "vitest";
import { contrast } from "../../shared/contrast";
import { paletteOf } from "./palette";

const EDGES = ["00", "33", "66", "80", "99", "cc", "ff"];
const COLOURS = EDGES.flatMap((r) => EDGES.flatMap((g) => EDGES.map((b) => `#${r}${g}${b}`)));

const LIGHT_GROUNDS = ["#f4f6f5", "#ffffff", "#edf1ef", "#e6ecea", "#e9eefb"];
const DARK_GROUNDS = ["#101615", "#18201f", "#131a19", "#222c2a", "#222c43", "#1f2927"];

function pair(value: string | undefined): [string, string] {
  const found = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value ?? "");
  return [found?.[1] ?? "", found?.[2] ?? ""];
}

it("keeps every text readable in light and dark", () => {
  const faults = COLOURS.flatMap((accent) => {
    const palette = paletteOf(accent);
    const [lightInk, darkInk] = pair(palette["--accent-ink"]);
    const [lightSoft, darkSoft] = pair(palette["--accent-soft"]);
    const pairs: [string, string][] = [
      [accent, palette["--on-accent"] ?? ""],
      [accent, palette["--on-customer"] ?? ""],
      [palette["--accent-hover"] ?? "", palette["--on-accent"] ?? ""],
      ...[...LIGHT_GROUNDS, lightSoft].map((ground): [string, string] => [lightInk, ground]),
      ...[...DARK_GROUNDS, darkSoft].map((ground): [string, string] => [darkInk, ground]),
    ];
    return pairs.filter(([one, other]) => contrast(one, other) < 4.5).map((each) => [accent, ...each]);
  });
  expect(faults).toEqual([]);
});

it("leaves an accent as it is where it can be read", () => {
  expect(pair(paletteOf("#14524a")["--accent-ink"])[0]).toBe("#14524a");
});

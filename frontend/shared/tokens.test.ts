/** Checks that text is readable in every colour pair (WCAG 2.2 AA). */
import { describe, expect, it } from "vitest";
import css from "./tokens.css?raw";

/** Every colour with its light and dark value. */
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)];
const light = Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
const dark = Object.fromEntries(pairs.map(([, name, , value]) => [name, value]));

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const TEXT: [text: string, ...grounds: string[]][] = [
  ["ink", "ground", "surface", "surface-sunken", "surface-hover", "bot", "agent"],
  ["ink-soft", "ground", "surface", "surface-sunken", "surface-hover", "bot"],
  ["ink-faint", "ground", "surface"],
  ["accent-ink", "ground", "surface", "accent-soft", "bot", "agent"],
  ["on-accent", "accent", "accent-hover"],
  ["on-customer", "customer"],
  ["note-ink", "note"],
  ["good", "surface", "good-soft"],
  ["warning", "surface", "warning-soft"],
  ["danger", "surface", "danger-soft"],
  ["info", "surface", "info-soft"],
  ["on-danger", "danger", "danger-hover"],
];
const LINES: [line: string, ...grounds: string[]][] = [
  ["edge-strong", "surface", "ground"],
  ["focus", "surface", "ground"],
  ...["grey", "red", "orange", "yellow", "green", "blue", "purple"].map((name): [string, ...string[]] => [
    `tag-${name}`,
    "surface",
  ]),
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_, colours: Record<string, string>) => {
  const pairs = (rows: [string, ...string[]][]): [string, string][] =>
    rows.flatMap(([front, ...grounds]) => grounds.map((ground): [string, string] => [front, ground]));

  it.each(pairs(TEXT))("%s is readable on %s", (text, ground) => {
    expect(contrast(colours[text] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(LINES))("%s is visible on %s", (line, ground) => {
    expect(contrast(colours[line] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

it("every colour has a light and a dark value, and a page can choose one", () => {
  expect(pairs.length).toBeGreaterThan(30);
  expect(css.match(/^ {2}--[\w-]+: #/gm)).toBeNull();
  for (const theme of ["light", "dark"])
    expect(css).toContain(`:root[data-theme="${theme}"] {\n  color-scheme: ${theme};\n}`);
});

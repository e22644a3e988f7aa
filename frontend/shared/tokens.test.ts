/** Whoever changes a colour learns here whether its text can still be read (WCAG 2.2 AA). */
import { describe, expect, it } from "vitest";
import css from "./tokens.css?raw";

/** The colours of each block of `:root` rules, in the order of the file: light, dark by choice, dark by the system. */
const blocks = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(([, body = ""]) =>
  Object.fromEntries(
    [...body.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, value]) => [name, value]),
  ),
);
const [light = {}, darkByChoice = {}, darkBySystem = {}] = blocks;

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
];

describe.each([
  ["light", light],
  ["dark", darkByChoice],
])("%s", (_, colours: Record<string, string>) => {
  const pairs = (rows: [string, ...string[]][]): [string, string][] =>
    rows.flatMap(([front, ...grounds]) => grounds.map((ground): [string, string] => [front, ground]));

  it.each(pairs(TEXT))("%s can be read on %s", (text, ground) => {
    expect(contrast(colours[text] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(LINES))("%s can be seen on %s", (line, ground) => {
    expect(contrast(colours[line] ?? "", colours[ground] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

it("dark is the same dark, whether chosen or taken from the system", () => {
  expect(darkBySystem).toEqual(darkByChoice);
  expect(Object.keys(darkByChoice).length).toBeGreaterThan(20);
});

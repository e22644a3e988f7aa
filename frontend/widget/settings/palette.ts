/**
 * All colours that follow from a company's accent, so that nothing stays Baton's own green and everything can be read: the accent itself
 * as a background with the text that suits it, and lighter or darker kin of it for text on the pages' own backgrounds.
 */
import { contrast, readableOn } from "../../shared/contrast";

/** The least contrast of text, with a little to spare for rounding. */
const TEXT = 4.6;
/** The backgrounds of `tokens.css` that are hardest to read on: the darkest light one, and the lightest dark one. */
const LIGHT = "#e6ecea";
const DARK = "#222c43";
const STEPS = 20;

/** Values by property; each has a light and a dark form where they differ. */
export function paletteOf(accent: string): Record<string, string> {
  const on = readableOn(accent);
  const soft = { light: mix(accent, "#ffffff", 0.88), dark: mix(accent, "#18201f", 0.8) };
  const ink = {
    light: readable(accent, "#000000", [LIGHT, soft.light]),
    dark: readable(accent, "#ffffff", [DARK, soft.dark]),
  };
  const hover = mix(accent, on === "#ffffff" ? "#000000" : "#ffffff", 0.15);
  return {
    "--customer": accent,
    "--on-customer": on,
    "--accent": accent,
    "--on-accent": on,
    "--accent-hover": hover,
    "--accent-ink": `light-dark(${ink.light}, ${ink.dark})`,
    "--accent-soft": `light-dark(${soft.light}, ${soft.dark})`,
  };
}

/** The colour nearest to the accent, on its way to black or white, that can be read on all of these. */
function readable(accent: string, towards: string, backgrounds: readonly string[]): string {
  for (let step = 0; step < STEPS; step += 1) {
    const colour = mix(accent, towards, step / STEPS);
    if (backgrounds.every((background) => contrast(colour, background) >= TEXT)) return colour;
  }
  return towards;
}

/** `share` of the second colour in the first. */
export function mix(one: string, other: string, share: number): string {
  const part = (at: number): string => {
    const [from, to] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    const value = Math.round((from as number) * (1 - share) + (to as number) * share);
    return value.toString(16).padStart(2, "0");
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

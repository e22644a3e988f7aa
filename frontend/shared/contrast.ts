/** How well one colour can be read on another, as WCAG 2 counts it, and which text colour a background needs. */

/** The only form in which a colour is named. */
export const COLOUR = /^#[\da-f]{6}$/i;

const DARK = "#10201d";
const READABLE = 4.5;

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** White where it can be read on the colour, else nearly black, else black: one of them always can be read. */
export function readableOn(colour: string): string {
  const choices = ["#ffffff", DARK, "#000000"];
  return choices.find((text) => contrast(text, colour) >= READABLE) ?? "#000000";
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

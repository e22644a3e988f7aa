/** How well one colour can be read on another, as WCAG 2 counts it, and which text colour a background needs. */

/** The only form in which a colour is named. */
export const COLOUR = /^#[\da-f]{6}$/i;

/** Below, white reaches 4.5 : 1 on a colour of this luminance; above the second, nearly black does; between, only black. */
const WHITE_BELOW = 0.182;
const DARK_FROM = 0.24;

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** White where it can be read on the colour, else nearly black, else black: one of them always can be read. */
export function readableOn(colour: string): string {
  const light = luminance(colour);
  return light < WHITE_BELOW ? "#ffffff" : light < DARK_FROM ? "#000000" : "#10201d";
}

/** Without the straight piece of the curve for nearly black, which changes nothing that counts here. */
function luminance(colour: string): number {
  const part = (at: number): number =>
    ((Number.parseInt(colour.slice(at, at + 2), 16) / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

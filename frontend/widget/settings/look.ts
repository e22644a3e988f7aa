/** The widget's colours: a theme and an accent, set as properties, because the policy allows no style text. */
import { COLOUR } from "../../shared/contrast";
import { paletteOf } from "./palette";

const PROPERTIES = Object.keys(paletteOf("#000000"));

export function wearTheme(theme: string | null | undefined): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

/** The site's wish comes before the company's colour; without either, it is Baton's own. */
export function wearAccent(accent: string | null | undefined): void {
  const { style } = document.documentElement;
  const palette = accent && COLOUR.test(accent) ? paletteOf(accent) : null;
  for (const name of PROPERTIES) {
    if (palette) style.setProperty(name, palette[name] ?? "");
    else style.removeProperty(name);
  }
}

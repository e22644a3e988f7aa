/** The widget's colours: a theme and an accent, set as properties, because the policy allows no style text. */
import { COLOUR, readableOn } from "../../shared/contrast";

const BACKGROUNDS = ["--customer", "--site-accent"];
const TEXTS = ["--on-customer", "--on-site-accent"];

export function wearTheme(theme: string | null | undefined): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

/** The site's wish comes before the company's colour; without either, it is Baton's own. */
export function wearAccent(accent: string | null | undefined): void {
  const { style } = document.documentElement;
  const valid = accent && COLOUR.test(accent) ? accent : null;
  for (const name of BACKGROUNDS) {
    if (valid) style.setProperty(name, valid);
    else style.removeProperty(name);
  }
  for (const name of TEXTS) {
    if (valid) style.setProperty(name, readableOn(valid));
    else style.removeProperty(name);
  }
}

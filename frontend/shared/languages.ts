/**
 * What a language needs besides its words: which messages exist for it, in which plural forms, and in which direction it is written.
 *
 * `wanted` is a reader's list of language tags, the first being the best ("de-AT", "en").
 */

/** Languages that are written from right to left. */
const RIGHT_TO_LEFT = new Set("ar arc ckb dv fa he iw ks ps sd ug ur yi".split(" "));
/** Letters of such languages: Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms. */
const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const RIGHT_TO_LEFT_LETTERS = new RegExp(`(?=\\p{L})${RIGHT_TO_LEFT_LETTER.source}`, "gu");
const LETTERS_READ = 500;
const START_OF_ISOLATE = "\u2068";
const END_OF_ISOLATE = "\u2069";

export type Direction = "ltr" | "rtl";

export function directionOf(locale: string): Direction {
  return RIGHT_TO_LEFT.has(languageOf(locale)) ? "rtl" : "ltr";
}

/** The `dir` of an article: in its language's direction even if it begins with a Latin name. */
export function articleDirection(locale: string): "auto" | "rtl" {
  return directionOf(locale) === "rtl" ? "rtl" : "auto";
}

/** The `dir` of a text of unknown language: right to left if most of its letters are, otherwise line by line. */
export function textDirection(text: string): "auto" | "rtl" {
  const start = text.slice(0, LETTERS_READ);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const rightToLeft = start.match(RIGHT_TO_LEFT_LETTERS)?.length ?? 0;
  return rightToLeft * 2 > letters ? "rtl" : "auto";
}

/** The primary tag: `nl` of `nl-BE`. */
export function languageOf(locale: string): string {
  return locale.toLowerCase().split(/[-_]/)[0] ?? "";
}

/** Which catalogues to read, the nearest first, and the tag for numbers, dates and plurals. */
export interface LanguageChoice {
  locale: string;
  catalogues: readonly string[];
}

const ENGLISH: LanguageChoice = { locale: "en", catalogues: [] };

/** The first wanted language for which there is a catalogue: its own, then that of its base language (`pt-PT`, then `pt`). */
export function chooseLanguage(wanted: readonly string[], available: readonly string[]): LanguageChoice {
  for (const tag of wanted) {
    const locale = canonical(tag);
    if (locale === null) continue;
    const language = languageOf(locale);
    const catalogues = [...new Set([locale.toLowerCase(), language])].filter((name) =>
      available.includes(name),
    );
    if (language === "en" || catalogues.length > 0) return { locale, catalogues };
  }
  return ENGLISH;
}

/** Null for what is no language tag, which `Intl` would refuse. */
function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll("_", "-"))[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * Keeps a value that is written in the other direction from turning its sentence around: a name, an address, a phone
 * number in an Arabic sentence, or an Arabic name in an English one. It is put between two invisible characters.
 */
export function isolated(value: string, around: Direction): string {
  const direction = RIGHT_TO_LEFT_LETTER.test(value) ? "rtl" : "ltr";
  return direction === around ? value : `${START_OF_ISOLATE}${value}${END_OF_ISOLATE}`;
}

/** The English messages that depend on a count: there is `key_one` and `key_other`. */
type Counted<Key extends string, All extends string = Key> = Key extends `${infer Base}_other`
  ? `${Base}_one` extends All
    ? Base
    : never
  : never;

type InForms<Key extends string, Form extends string> =
  | Exclude<Key, `${Counted<Key>}_${"one" | "other"}`>
  | `${Counted<Key>}_${Form}`;

/**
 * A catalogue with everything that the English one says. `Form` names the plural forms of the language: "one" and
 * "other" in most, more in Polish and Arabic.
 */
export type Texts<English, Form extends string = "one" | "other"> = Record<
  InForms<keyof English & string, Form>,
  string
>;

/**
 * All texts of a page come from message files in the reader's language; missing texts are shown in English.
 *
 * Each page has its own files (`<page>/messages/en.ts`, …), so that it loads only its own words; `shared/messages` has the
 * words of the shared components. English is built in; every other language is a file that loads when needed.
 */
import { type ComponentChildren, createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import { chooseLanguage, type Direction, directionOf, isolated } from "./languages";
import { type CommonKey, en as common } from "./messages/en";

export type Values = Record<string, string | number>;
export type Catalogue = Record<string, string>;

/** The names of the texts that have a form for each count: `row` for `row_one` and `row_other`. */
export type Counted<Key extends string> = Key extends `${infer Name}_other` ? Name : never;

export interface Words<Key extends string> {
  (key: Key, values?: Values): string;
  /** The text for a count: `key_one`, `key_few`, …, by the language's plural rule. */
  count(key: Counted<Key>, count: number, values?: Values): string;
  /** The text for a key from the server; null if there is no such key or a value is missing. */
  find(key: string, values: Values): string | null;
  /** The reader's language tag, for `lang` and `Intl`. */
  locale: string;
  direction: Direction;
}

/** Load functions by language, or by language and region in lower case (`pt-pt`); each returns the page's and the shared messages. */
export type Loaders = Record<string, () => Promise<Catalogue>>;

const Context = createContext<Words<string>>(createWords("en", common, common));

/** Accepts the words of any page. */
export const WordsProvider = Context.Provider as unknown as <Key extends string>(props: {
  value: Words<Key>;
  children?: ComponentChildren;
}) => JSX.Element;

/** The words of a page; `Key` is the type of the keys in its English file. */
export function useWords<Key extends string>(): Words<Key | CommonKey> {
  return useContext(Context) as Words<Key | CommonKey>;
}

export function useCommonWords(): Words<CommonKey> {
  return useContext(Context) as Words<CommonKey>;
}

export async function loadWords<Key extends string>(
  english: Record<Key, string>,
  loaders: Loaders,
  wanted: readonly string[],
): Promise<Words<Key | CommonKey>> {
  const fallback: Catalogue = { ...common, ...english };
  const { locale, catalogues } = chooseLanguage(wanted, Object.keys(loaders));
  try {
    const found = await Promise.all(catalogues.map((name) => loaders[name]?.() ?? {}));
    // The nearest comes last and so has the last word.
    return createWords(locale, Object.assign({}, ...found.reverse()), fallback);
  } catch {
    return createWords("en", fallback, fallback);
  }
}

export function createWords(locale: string, chosen: Catalogue, fallback: Catalogue): Words<string> {
  const direction = directionOf(locale);
  const plural = new Intl.PluralRules(locale);
  const englishPlural = new Intl.PluralRules("en");
  const numbers = new Intl.NumberFormat(locale);
  const fill = (text: string, values: Values): string =>
    text.replace(BLANK, (whole, name: string) => {
      const value = values[name];
      if (typeof value === "number") return numbers.format(value);
      return typeof value === "string" ? isolated(value, direction) : whole;
    });
  const say = (key: string, values: Values = {}): string => fill(chosen[key] ?? fallback[key] ?? key, values);
  const count = (key: string, number: number, values: Values = {}): string => {
    const text = formOf(chosen, plural, key, number) ?? formOf(fallback, englishPlural, key, number) ?? key;
    return fill(text, { count: number, ...values });
  };
  const find = (key: string, values: Values): string | null => {
    const text = chosen[key] ?? fallback[key];
    return text !== undefined && isFilled(text, values) ? fill(text, values) : null;
  };
  return Object.assign(say, { count, find, locale, direction });
}

const BLANK = /\{(\w+)\}/g;

function formOf(texts: Catalogue, rules: Intl.PluralRules, key: string, count: number): string | undefined {
  return texts[`${key}_${rules.select(count)}`] ?? texts[`${key}_other`];
}

function isFilled(text: string, values: Values): boolean {
  return [...text.matchAll(BLANK)].every(([, name]) => name !== undefined && Object.hasOwn(values, name));
}

/**
 * All texts of a page come from message files in the reader's language; missing texts are shown in English.
 *
 * Each page has its own files (`<page>/messages/en.ts`, …), so that it loads only its own words; `shared/messages` has the
 * words of the shared components. Other languages load when needed.
 */
import { type ComponentChildren, createContext, type JSX } from "preact";
import { useContext } from "preact/hooks";
import { type CommonKey, en as common } from "./messages/en";

export type Values = Record<string, string | number>;
export type Catalogue = Record<string, string>;

export interface Words<Key extends string> {
  (key: Key, values?: Values): string;
  /** The text for a count: `key_one` or `key_other`, by the language's plural rule. */
  count(key: string, count: number, values?: Values): string;
  /** The text for a key from the server; null if there is no such key or a value is missing. */
  find(key: string, values: Values): string | null;
  locale: string;
}

/** Load functions by language; each returns the page's and the shared messages. */
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
  const locale = chooseLocale(wanted, ["en", ...Object.keys(loaders)]);
  const loader = loaders[locale];
  const chosen = loader ? await loader().catch(() => ({})) : fallback;
  return createWords(locale, chosen, fallback);
}

export function createWords(locale: string, chosen: Catalogue, fallback: Catalogue): Words<string> {
  const plural = new Intl.PluralRules(locale);
  const say = (key: string, values: Values = {}): string => fill(chosen[key] ?? fallback[key] ?? key, values);
  const count = (key: string, number: number, values: Values = {}): string =>
    say(`${key}_${plural.select(number) === "one" ? "one" : "other"}`, { count: number, ...values });
  const find = (key: string, values: Values): string | null => {
    const text = chosen[key] ?? fallback[key];
    return text !== undefined && isFilled(text, values) ? fill(text, values) : null;
  };
  return Object.assign(say, { count, find, locale });
}

/** The first wanted language that exists, without its region (`de-AT` reads German); otherwise English. */
export function chooseLocale(wanted: readonly string[], available: readonly string[]): string {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0] ?? "";
    if (available.includes(language)) return language;
  }
  return "en";
}

const BLANK = /\{(\w+)\}/g;

function fill(text: string, values: Values): string {
  return text.replace(BLANK, (whole, name: string) => String(values[name] ?? whole));
}

function isFilled(text: string, values: Values): boolean {
  return [...text.matchAll(BLANK)].every(([, name]) => name !== undefined && Object.hasOwn(values, name));
}

/**
 * What is wrong with a language's catalogue, for the tests of all pages: a key that is missing or too many, other
 * blanks than in English, plural forms that the language has not or lacks, English left by mistake, a text too long for
 * its place, and "du" among texts that say "Sie".
 */
import { languageOf } from "../languages";
import type { Catalogue } from "../words";

export interface Expectations {
  english: Catalogue;
  /** Texts that are the same in English and in this language, by key or as whole texts. */
  same?: readonly string[];
  /** The most characters that fit in a kind of place, and the keys of the texts that stand there. */
  places?: readonly Place[];
  /** Words that address the reader in the way that this page does not. */
  otherAddress?: RegExp | undefined;
}

export interface Place {
  characters: number;
  keys: RegExp;
}

const wholeWords = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, "iu");

const INTIMATE = {
  de: wholeWords("du|dich|dir|dein|deine[nmrs]?|deins|euch|euer|eure[nmrs]?"),
  fr: wholeWords("tu|toi|ton|tes"),
};

/** Colleagues are "Sie" in German and "vous" in French, and "je" in Dutch (docs/languages.md). */
export const NOT_FOR_COLLEAGUES: Readonly<Record<string, RegExp>> = {
  ...INTIMATE,
  nl: wholeWords("u|uw|uwe"),
};

/** Customers are "Sie", "vous" and "u". */
export const NOT_FOR_CUSTOMERS: Readonly<Record<string, RegExp>> = {
  ...INTIMATE,
  nl: wholeWords("je|jij|jou|jouw|jouwe"),
};

/** Counts that occur; the forms for millions of some languages are never needed. */
const COUNTS = Array.from({ length: 2001 }, (_, count) => count);

export function pluralForms(locale: string): string[] {
  const rules = new Intl.PluralRules(locale);
  return [...new Set([...COUNTS.map((count) => rules.select(count)), "other"])].sort();
}

export function catalogueFaults(locale: string, texts: Catalogue, expected: Expectations): string[] {
  return [
    ...keyFaults(locale, texts, expected.english),
    ...blankFaults(texts, expected.english),
    ...englishFaults(locale, texts, expected),
    ...lengthFaults(texts, expected.places ?? []),
    ...addressFaults(texts, expected.otherAddress),
  ];
}

function keyFaults(locale: string, texts: Catalogue, english: Catalogue): string[] {
  const forms = pluralForms(locale);
  const needed = new Set(
    Object.keys(english).flatMap((key) => {
      const base = countedBase(key, english);
      return base === null ? [key] : forms.map((form) => `${base}_${form}`);
    }),
  );
  const missing = [...needed].filter((key) => !texts[key]?.trim()).map((key) => `${key} is missing`);
  const surplus = Object.keys(texts).filter((key) => !needed.has(key));
  return [...missing, ...surplus.map((key) => `${key} is in no English catalogue, or no plural form here`)];
}

/** The form for exactly one number (one, two, none) may say the number in words. */
function blankFaults(texts: Catalogue, english: Catalogue): string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const original = english[key] ?? english[key.replace(/_[a-z]+$/, "_other")];
    if (original === undefined) return [];
    const inWords = /_(zero|one|two)$/.test(key);
    const kept = (name: string): boolean => !(inWords && name === "{count}");
    const [found, wanted] = [blanks(text).filter(kept), blanks(original).filter(kept)];
    return String(found) === String(wanted) ? [] : [`${key} has the blanks ${found}, not ${wanted}`];
  });
}

function englishFaults(locale: string, texts: Catalogue, { english, same = [] }: Expectations): string[] {
  if (languageOf(locale) === "en") return [];
  return Object.entries(texts)
    .filter(([key, text]) => text === english[key] && !same.includes(key) && !same.includes(text))
    .map(([key, text]) => `${key} is English: ${text}`);
}

function lengthFaults(texts: Catalogue, places: readonly Place[]): string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    const length = [...text].length;
    return places
      .filter(({ characters, keys }) => keys.test(key) && length > characters)
      .map(({ characters }) => `${key} has ${length} characters, but ${characters} fit: ${text}`);
  });
}

/** `you` names the customer in their own transcript, also where colleagues' pages carry the common texts. */
function addressFaults(texts: Catalogue, other: RegExp | undefined): string[] {
  return Object.entries(texts)
    .filter(([key, text]) => key !== "you" && other?.test(text))
    .map(([key, text]) => `${key} addresses the reader in another way: ${text}`);
}

function countedBase(key: string, english: Catalogue): string | null {
  const [, base] = /^(.*)_(?:one|other)$/.exec(key) ?? [];
  return base && `${base}_one` in english && `${base}_other` in english ? base : null;
}

function blanks(text: string): string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

/** Languages in the console: tags in a field, names for reading. */

/** Common languages of customers of a European company. */
const OFTEN =
  "ar bg ca cs da de el en es et eu fi fr ga gl hr hu it ja lb lt lv mt nl nb pl pt ro ru sk sl sq sr sv tr uk zh".split(
    " ",
  );

/** The selectable tags, including the current one. */
export function languagesWith(tag: string): string[] {
  return tag === "" || OFTEN.includes(tag) ? OFTEN : [tag, ...OFTEN];
}

/** The language's name in the reader's language, or its tag if there is none. */
export function languageName(locale: string, reader: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** The parts between commas, without repeats and empty parts. */
export function listFrom(written: string): string[] {
  const parts = written.split(",").map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

export function tagsFrom(written: string): string[] {
  return listFrom(written.toLowerCase());
}

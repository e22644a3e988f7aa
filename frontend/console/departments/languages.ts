/** Languages as the console writes and offers them: tags in a field, names for reading. */

/** Those that customers of a European company write. */
const OFTEN =
  "ar bg ca cs da de el en es et eu fi fr ga gl hr hu it ja lb lt lv mt nl nb pl pt ro ru sk sl sq sr sv tr uk zh".split(
    " ",
  );

/** The tags to choose from, with the one that stands there. */
export function languagesWith(tag: string): string[] {
  return tag === "" || OFTEN.includes(tag) ? OFTEN : [tag, ...OFTEN];
}

/** The language's name for who reads it, or its tag where there is none. */
export function languageName(locale: string, reader: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** What stands between commas, each once, without what is empty. */
export function listFrom(written: string): string[] {
  const parts = written.split(",").map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

export function tagsFrom(written: string): string[] {
  return listFrom(written.toLowerCase());
}

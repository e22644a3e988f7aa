/** Languages as agents' pages write them: tags in a field, names for reading. */

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

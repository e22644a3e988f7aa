/** Languages by name: those that customers of a European company write, and whatever else is noted already. */

const OFTEN =
  "ar bg ca cs da de el en es et eu fi fr ga gl hr hu it ja lb lt lv mt nl nb pl pt ro ru sk sl sq sr sv tr uk zh".split(
    " ",
  );

/** The tags to choose from, with the one that stands there. */
export function languagesWith(tag: string): string[] {
  return tag === "" || OFTEN.includes(tag) ? OFTEN : [tag, ...OFTEN];
}

export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/**
 * The anchor of a heading, as the help page makes it from the heading's words (`knowledge_base/slugs/slug.py`), and the
 * way to it inside a rendered text: a page whose address says where the reader is cannot have its fragment changed.
 */

const LONGEST = 80;
const WRITTEN_OUT: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  "&": " ",
};
const GERMAN: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue" };

export function slugOf(text: string, locale: string): string {
  const german = locale.toLowerCase().split("-")[0] === "de";
  const letters = [...text.normalize("NFC").toLowerCase()].map(
    (letter) => (german && GERMAN[letter]) || WRITTEN_OUT[letter] || letter,
  );
  const plain = [...letters.join("").replace(/['’ʼ`´]/g, "")].map(plainLatin).join("");
  const slug = plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return shortened(slug);
}

/** The anchors of these headings in their order: the same words again get a number. */
export function anchorsOf(headings: readonly string[], locale: string): string[] {
  const taken = new Map<string, number>();
  return headings.map((text) => {
    const wished = slugOf(text, locale) || "part";
    let anchor = wished;
    while (taken.has(anchor)) {
      taken.set(wished, (taken.get(wished) ?? 1) + 1);
      anchor = `${wished}-${taken.get(wished)}`;
    }
    taken.set(anchor, 1);
    return anchor;
  });
}

/** Scrolls to the heading that a link such as `#returns` means, within the text that has the link. */
export function goToHeading(link: HTMLElement, anchor: string): void {
  const text = link.closest<HTMLElement>(".body-preview, .article-text, .markdown");
  const headings = [...(text?.querySelectorAll<HTMLElement>("h1, h2, h3, h4, h5, h6") ?? [])];
  const locale = link.closest<HTMLElement>("[lang]")?.lang ?? "en";
  const at = anchorsOf(
    headings.map((heading) => heading.textContent ?? ""),
    locale,
  ).indexOf(decoded(anchor));
  headings[at]?.scrollIntoView({ block: "start" });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function plainLatin(letter: string): string {
  const first = letter.normalize("NFD")[0] ?? letter;
  return first >= "a" && first <= "z" ? first : letter;
}

function shortened(slug: string): string {
  if (slug.length <= LONGEST) return slug;
  const cut = slug.slice(0, LONGEST + 1).replace(/-[^-]*$/, "");
  return cut.length > LONGEST / 2 && cut.length <= LONGEST ? cut : slug.slice(0, LONGEST);
}

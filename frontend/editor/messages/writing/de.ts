/** German words of the text field of an article and of its dialogs. */
import type { Texts } from "../../../shared/languages";
import type { writingEn } from "./en";

export const writingDe: Texts<typeof writingEn> = {
  preview_hint: "Jeder Teil mit einer Linie daneben ist, was der Bot für sich zitieren kann.",
  body_leave: "Escape, dann Tab verlässt das Feld.",
  tool_quote: "Hinweis",
  tool_image: "Bild",
  link_title: "Link einfügen",
  link_wanted: "Artikel oder Adresse",
  link_hint: "Wörter eines Titels, oder eine Adresse, die mit https://, mailto: oder tel: beginnt",
  link_heading: "Stelle im Artikel",
  link_whole: "Der ganze Artikel",
  link_words: "Wörter des Links",
  link_insert: "Link einfügen",
  link_none: "Kein Artikel hat so einen Titel.",
  link_not_published:
    "Dieser Artikel ist nicht veröffentlicht. Bis dahin führt der Link auf eine leere Seite.",
  link_bad: "Daraus würde kein Link. Möglich sind https://, mailto:, tel:, /help/… und #….",
  image_title: "Bild einfügen",
  image_file: "Datei",
  image_kinds: "JPEG, PNG, GIF oder WebP, höchstens 5 MB. Ort und Kamera werden entfernt.",
  image_alt: "Was es zeigt",
  image_alt_hint: "Wird Menschen vorgelesen, die es nicht sehen. Auch der Bot durchsucht diese Wörter.",
  image_insert: "Bild einfügen",
  image_refused: "Diese Datei wird nicht angenommen. Möglich sind JPEG, PNG, GIF und WebP bis 5 MB.",
};

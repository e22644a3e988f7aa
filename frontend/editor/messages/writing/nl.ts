/** Dutch words of the text field of an article and of its dialogs. */
import type { Texts } from "../../../shared/languages";
import type { writingEn } from "./en";

export const writingNl: Texts<typeof writingEn> = {
  preview_hint: "Elk deel met een lijn ernaast is wat de bot op zichzelf kan citeren.",
  body_leave: "Escape en dan Tab verlaat het veld.",
  tool_quote: "Kader",
  tool_image: "Afbeelding",
  link_title: "Een link invoegen",
  link_wanted: "Artikel of adres",
  link_hint: "Woorden van een titel, of een adres dat met https://, mailto: of tel: begint",
  link_heading: "Plaats in het artikel",
  link_whole: "Het hele artikel",
  link_words: "Woorden van de link",
  link_insert: "Link invoegen",
  link_none: "Geen artikel heeft zo’n titel.",
  link_not_published: "Dit artikel is niet gepubliceerd. Tot dan leidt de link naar een lege pagina.",
  link_bad: "Dit zou geen link worden. Gebruik https://, mailto:, tel:, /help/… of #….",
  image_title: "Een afbeelding invoegen",
  image_file: "Bestand",
  image_kinds: "JPEG, PNG, GIF of WebP, hoogstens 5 MB. Plaats en camera worden verwijderd.",
  image_alt: "Wat erop staat",
  image_alt_hint: "Wordt voorgelezen aan wie het niet ziet. De bot doorzoekt deze woorden ook.",
  image_insert: "Afbeelding invoegen",
  image_refused: "Dit bestand wordt niet aangenomen. Gebruik een JPEG, PNG, GIF of WebP van hoogstens 5 MB.",
};

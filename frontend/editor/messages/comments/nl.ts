/** Dutch words for comments on articles. */
import type { Texts } from "../../../shared/languages";
import type { commentsEn } from "./en";

export const commentsNl: Texts<typeof commentsEn> = {
  comments_title: "Opmerkingen",
  comments_none: "Over dit artikel heeft nog niemand iets gezegd.",
  comments_open_one: "{count} opmerking",
  comments_open_other: "{count} opmerkingen",
  comments_resolved_one: "{count} afgehandelde opmerking tonen",
  comments_resolved_other: "{count} afgehandelde opmerkingen tonen",
  comments_hide_resolved: "Afgehandelde opmerkingen verbergen",
  comment_new: "Nieuwe opmerking",
  comment_hint: "Je collega’s zien ze. Klanten nooit, en ze wordt niet geëxporteerd.",
  comment_add: "Opmerking toevoegen",
  comment_added: "Opmerking toegevoegd.",
  comment_quote: "Geselecteerde passage citeren",
  comment_unquote: "Zonder de passage",
  comment_select_first: "Selecteer eerst een passage in de tekst.",
  comment_passage_gone: "Deze passage staat niet meer in de tekst.",
  comment_said: "{name}, {when}, bij versie {version}",
  comment_resolve: "Afgehandeld",
  comment_resolved: "Als afgehandeld gemarkeerd.",
  comment_resolved_by: "Afgehandeld door {name}, {when}",
  comment_reopen: "Heropenen",
  comment_reopened: "Weer open.",
  comment_remove: "Verwijderen",
  comment_removed: "Opmerking verwijderd.",
};

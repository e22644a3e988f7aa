/** German words for comments on articles. */
import type { Texts } from "../../../shared/languages";
import type { commentsEn } from "./en";

export const commentsDe: Texts<typeof commentsEn> = {
  comments_title: "Kommentare",
  comments_none: "Zu diesem Artikel hat noch niemand etwas gesagt.",
  comments_open_one: "{count} Kommentar",
  comments_open_other: "{count} Kommentare",
  comments_resolved_one: "{count} erledigten Kommentar zeigen",
  comments_resolved_other: "{count} erledigte Kommentare zeigen",
  comments_hide_resolved: "Erledigte Kommentare ausblenden",
  comment_new: "Neuer Kommentar",
  comment_hint:
    "Ihre Kolleginnen und Kollegen sehen ihn. Kundinnen und Kunden nie, und er wird nicht exportiert.",
  comment_add: "Kommentar hinzufügen",
  comment_added: "Kommentar hinzugefügt.",
  comment_quote: "Markierte Stelle zitieren",
  comment_unquote: "Ohne die Stelle",
  comment_select_first: "Markieren Sie zuerst eine Stelle im Text.",
  comment_passage_gone: "Diese Stelle steht nicht mehr im Text.",
  comment_said: "{name}, {when}, zu Version {version}",
  comment_resolve: "Erledigt",
  comment_resolved: "Als erledigt markiert.",
  comment_resolved_by: "Erledigt von {name}, {when}",
  comment_reopen: "Wieder öffnen",
  comment_reopened: "Wieder offen.",
  comment_remove: "Entfernen",
  comment_removed: "Kommentar entfernt.",
};

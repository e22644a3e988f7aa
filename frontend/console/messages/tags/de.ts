/** The texts of tags, in German. */
import type { Texts } from "../../../shared/languages";
import type { tags as english } from "./en";

export const tags: Texts<typeof english> = {
  nav_tags: "Schlagwörter",
  tags_title: "Schlagwörter",
  tag_add: "Schlagwort hinzufügen",
  tag_give: "Schlagwort {tag} hinzufügen",
  tag_take: "Schlagwort {tag} entfernen",
  tags_suggested: "Vorgeschlagene Schlagwörter",
  tags_hint:
    "Mitarbeiter vergeben Schlagwörter neben dem Gespräch; ein neues Wort wird ein neues Schlagwort. Was Sie hier ändern, ändert sich in jedem Gespräch.",
  tags_search: "Schlagwörter suchen",
  tags_none: "Dieses Schlagwort gibt es nicht.",
  tags_name: "Schlagwort",
  tags_uses: "Verwendet in",
  tags_used_one: "{count} Gespräch",
  tags_used_other: "{count} Gesprächen",
  tags_archived: "Archiviert",
  tags_edit: "Bearbeiten",
  tags_edit_one: "Schlagwort {tag} bearbeiten",
  tags_new: "Neues Schlagwort",
  tags_colour: "Farbe",
  tags_archive: "Archiviert: Es bleibt, wo es ist, und wird nicht mehr vergeben",
  tags_saved: "Gespeichert.",
  tags_merge: "Zusammenlegen mit",
  tags_merge_do: "Zusammenlegen",
  tags_merge_sure_one:
    "{count} Gespräch wechselt von {tag} zu {into}, und {tag} gibt es nicht mehr. Das lässt sich nicht rückgängig machen.",
  tags_merge_sure_other:
    "{count} Gespräche wechseln von {tag} zu {into}, und {tag} gibt es nicht mehr. Das lässt sich nicht rückgängig machen.",
  tags_merge_yes: "Ja, zusammenführen",
  tags_merged: "Zusammengelegt.",
  tags_parted: "Die beiden Schlagwörter sind wieder getrennt.",
  tag_colour_grey: "Grau",
  tag_colour_red: "Rot",
  tag_colour_orange: "Orangefarben",
  tag_colour_yellow: "Gelb",
  tag_colour_green: "Grün",
  tag_colour_blue: "Blau",
  tag_colour_purple: "Violett",
};

/** The texts of tags, in Dutch. */
import type { Texts } from "../../../shared/languages";
import type { tags as english } from "./en";

export const tags: Texts<typeof english> = {
  nav_tags: "Labels",
  tags_title: "Labels",
  tag_add: "Label toevoegen",
  tag_give: "Label {tag} toevoegen",
  tag_take: "Label {tag} weghalen",
  tags_suggested: "Voorgestelde labels",
  tags_hint:
    "Medewerkers geven labels naast het gesprek; een nieuw woord wordt een nieuw label. Wat je hier wijzigt, verandert in elk gesprek.",
  tags_search: "Labels zoeken",
  tags_none: "Dit label bestaat niet.",
  tags_name: "Label",
  tags_uses: "Gebruikt in",
  tags_used_one: "{count} gesprek",
  tags_used_other: "{count} gesprekken",
  tags_archived: "Gearchiveerd",
  tags_edit: "Bewerken",
  tags_edit_one: "Label {tag} bewerken",
  tags_new: "Nieuw label",
  tags_colour: "Kleur",
  tags_archive: "Gearchiveerd: het blijft waar het is en wordt niet meer gegeven",
  tags_saved: "Opgeslagen.",
  tags_merge: "Samenvoegen met",
  tags_merge_do: "Samenvoegen",
  tags_merge_sure_one:
    "{count} gesprek gaat van {tag} naar {into}, en {tag} verdwijnt. Dit kan niet ongedaan worden gemaakt.",
  tags_merge_sure_other:
    "{count} gesprekken gaan van {tag} naar {into}, en {tag} verdwijnt. Dit kan niet ongedaan worden gemaakt.",
  tags_merge_yes: "Ja, samenvoegen",
  tags_merged: "Samengevoegd.",
  tags_parted: "De twee labels zijn weer gescheiden.",
  tag_colour_grey: "Grijs",
  tag_colour_red: "Rood",
  tag_colour_orange: "Oranje",
  tag_colour_yellow: "Geel",
  tag_colour_green: "Groen",
  tag_colour_blue: "Blauw",
  tag_colour_purple: "Paars",
};

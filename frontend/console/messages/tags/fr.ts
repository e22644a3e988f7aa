/** The texts of tags, in French. */
import type { Texts } from "../../../shared/languages";
import type { tags as english } from "./en";

export const tags: Texts<typeof english> = {
  nav_tags: "Étiquettes",
  tags_title: "Étiquettes",
  tag_add: "Ajouter une étiquette",
  tag_give: "Ajouter l’étiquette {tag}",
  tag_take: "Retirer l’étiquette {tag}",
  tags_suggested: "Étiquettes suggérées",
  tags_hint:
    "Les conseillers donnent des étiquettes à côté de la conversation ; un mot nouveau devient une étiquette. Ce que vous modifiez ici change dans chaque conversation.",
  tags_search: "Chercher une étiquette",
  tags_none: "Cette étiquette n’existe pas.",
  tags_name: "Étiquette",
  tags_uses: "Utilisée dans",
  tags_used_one: "{count} conversation",
  tags_used_other: "{count} conversations",
  tags_archived: "Archivée",
  tags_edit: "Modifier",
  tags_edit_one: "Modifier l’étiquette {tag}",
  tags_new: "Nouvelle étiquette",
  tags_colour: "Couleur",
  tags_archive: "Archivée : elle reste où elle est et n’est plus donnée",
  tags_saved: "Enregistré.",
  tags_merge: "Fusionner avec",
  tags_merge_do: "Fusionner",
  tags_merge_sure_one:
    "{count} conversation passe de {tag} à {into}, et {tag} disparaît. C’est irréversible.",
  tags_merge_sure_other:
    "{count} conversations passent de {tag} à {into}, et {tag} disparaît. C’est irréversible.",
  tags_merge_yes: "Oui, fusionner",
  tags_merged: "Fusionné.",
  tags_parted: "Les deux étiquettes sont de nouveau séparées.",
  tag_colour_grey: "Gris",
  tag_colour_red: "Rouge",
  tag_colour_orange: "Couleur orange",
  tag_colour_yellow: "Jaune",
  tag_colour_green: "Vert",
  tag_colour_blue: "Bleu",
  tag_colour_purple: "Violet",
};

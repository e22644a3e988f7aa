/** French words for comments on articles. */
import type { Texts } from "../../../shared/languages";
import type { commentsEn } from "./en";

export const commentsFr: Texts<typeof commentsEn> = {
  comments_title: "Commentaires",
  comments_none: "Personne n’a encore rien dit de cet article.",
  comments_open_one: "{count} commentaire",
  comments_open_other: "{count} commentaires",
  comments_resolved_one: "Afficher {count} commentaire réglé",
  comments_resolved_other: "Afficher {count} commentaires réglés",
  comments_hide_resolved: "Masquer les commentaires réglés",
  comment_new: "Nouveau commentaire",
  comment_hint: "Vos collègues le voient. Les clients jamais, et il n’est pas exporté.",
  comment_add: "Ajouter le commentaire",
  comment_added: "Commentaire ajouté.",
  comment_quote: "Citer le passage sélectionné",
  comment_unquote: "Sans le passage",
  comment_select_first: "Sélectionnez d’abord un passage du texte.",
  comment_passage_gone: "Ce passage n’est plus dans le texte.",
  comment_said: "{name}, {when}, sur la version {version}",
  comment_resolve: "Régler",
  comment_resolved: "Réglé.",
  comment_resolved_by: "Réglé par {name}, {when}",
  comment_reopen: "Rouvrir",
  comment_reopened: "De nouveau ouvert.",
  comment_remove: "Retirer",
  comment_removed: "Commentaire retiré.",
};

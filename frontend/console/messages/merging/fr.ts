/** The texts of merging two conversations, in French. */
import type { Texts } from "../../../shared/languages";
import type { merging as english } from "./en";

export const merging: Texts<typeof english> = {
  same_person: "La même personne",
  same_by_identity: "Même identité",
  same_by_email: "Même adresse e-mail",
  waits_twice: "Attend deux fois",
  merge: "Fusionner avec celle-ci",
  merge_title: "Fusionner les deux conversations ?",
  merge_what:
    "« {title} » est fermée, et ses messages s’affichent dans cette conversation. Ses étiquettes, ses coordonnées et les rappels promis suivent.",
  merge_led:
    "Le site a signé la même identité dans les deux : le client en est informé et continue dans cette conversation.",
  merge_elsewhere:
    "Seule l’adresse e-mail est la même, ce qui ne prouve rien. Dans l’autre conversation, il est dit qu’elle continue ailleurs. On n’y voit rien de celle-ci, et y écrire la rouvre.",
  merge_over: "Elle est déjà terminée : rien n’y est dit.",
  merge_submit: "Fusionner",
  merge_done: "Fusionnées.",
  merge_undone: "De nouveau séparées.",
  merged_messages_one: "{count} message de la conversation fusionnée",
  merged_messages_other: "{count} messages de la conversation fusionnée",
  merged_open: "Ouvrir la conversation fusionnée",
  merged_into: "Continue dans une autre conversation",
  event_conversation_merged: "Fusionnée avec une autre conversation",
  event_conversation_joined: "Fusionnée avec une autre conversation de la même personne",
  event_conversation_separated: "La fusion a été annulée",
};

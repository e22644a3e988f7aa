/** The texts about gaps, in French. */
import type { Texts } from "../../../shared/languages";
import type { gapsEn } from "./en";

export const gapsFr: Texts<typeof gapsEn> = {
  gaps_hint:
    "Ce que les clients ont demandé ces {days} derniers jours et que les articles n'ont pas réglé, par groupes. Ce qui coûte le plus aux clients et aux agents vient d'abord. Après publication, regardez à nouveau : ce que le bot répondrait maintenant passe sous « Répondu maintenant ».",
  gaps_views: "Quels groupes",
  gaps_view_open: "Ouverts",
  gaps_view_answered: "Répondu maintenant",
  gaps_view_aside: "Mis de côté",
  gaps_empty_open: "Rien n'est ouvert.",
  gaps_empty_answered: "Rien encore : publiez un article pour un groupe ouvert, puis regardez ici.",
  gaps_empty_aside: "Rien n'est mis de côté.",
  gaps_state_open: "Ouvert",
  gaps_state_taken_up: "Ajouté à un article, pas encore répondu",
  gaps_state_answered: "Répondu maintenant",
  gaps_partly: "{answered} sur {times} répondues maintenant",
  gaps_answered_by: "répondu par :",
  gaps_customers_one: "{count} client",
  gaps_customers_other: "{count} clients",
  gaps_minutes_one: "{count} minute d'agent",
  gaps_minutes_other: "{count} minutes d'agents",
  gaps_inside_one: "La question, et comment des agents l'ont réglée",
  gaps_inside_other: "{count} questions, et comment des agents les ont réglées",
  gaps_settled: "Ce que les agents ont répondu",
  gaps_settled_none: "Aucune réponse d'agent trouvée, ou surtout des données personnelles.",
  gaps_conversation: "Voir la conversation",
  gaps_source: "Source : {agent} dans une conversation, {date}. Supprimez cette ligne avant de publier.",
  gaps_aside: "Mettre de côté",
  gaps_aside_done: "Mis de côté.",
  gaps_take_back: "Remettre",
  gaps_taken_back: "De nouveau dans la liste.",
  gap_unanswered: "sans réponse",
  gap_badly_rated: "mal noté",
  gap_handed_over: "passé à une personne",
  gap_out_of_scope: "pris pour hors sujet",
  gap_in_form: "demandé dans un formulaire, jamais cherché",
};

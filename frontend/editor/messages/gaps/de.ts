/** The texts about gaps, in German. */
import type { Texts } from "../../../shared/languages";
import type { gapsEn } from "./en";

export const gapsDe: Texts<typeof gapsEn> = {
  gaps_hint:
    "Was Kunden in den letzten {days} Tagen fragten und die Artikel nicht klärten, in Gruppen. Was Kunden und Agenten am meisten kostet, steht zuerst. Nach dem Veröffentlichen nochmals ansehen: Was der Bot jetzt beantwortet, steht unter „Jetzt beantwortet“.",
  gaps_views: "Welche Gruppen",
  gaps_view_open: "Offen",
  gaps_view_answered: "Jetzt beantwortet",
  gaps_view_aside: "Beiseite gelegt",
  gaps_empty_open: "Nichts ist offen.",
  gaps_empty_answered:
    "Noch nichts: Veröffentlichen Sie einen Artikel für eine offene Gruppe, dann hier nachsehen.",
  gaps_empty_aside: "Nichts ist beiseite gelegt.",
  gaps_state_open: "Offen",
  gaps_state_taken_up: "In einem Artikel, noch nicht beantwortet",
  gaps_state_answered: "Jetzt beantwortet",
  gaps_partly: "{answered} von {times} jetzt beantwortet",
  gaps_answered_by: "beantwortet von:",
  gaps_customers_one: "{count} Kunde",
  gaps_customers_other: "{count} Kunden",
  gaps_minutes_one: "{count} Minute von Agenten",
  gaps_minutes_other: "{count} Minuten von Agenten",
  gaps_inside_one: "Die Frage, und wie Agenten sie klärten",
  gaps_inside_other: "{count} Fragen, und wie Agenten sie klärten",
  gaps_settled: "Was Agenten antworteten",
  gaps_settled_none:
    "Keine Antwort eines Agenten gefunden, oder sie bestand vor allem aus persönlichen Daten.",
  gaps_conversation: "Gespräch",
  gaps_source: "Quelle: {agent} in einem Gespräch, {date}. Diese Zeile vor dem Veröffentlichen entfernen.",
  gaps_aside: "Beiseite legen",
  gaps_aside_done: "Beiseite gelegt.",
  gaps_take_back: "Zurückholen",
  gaps_taken_back: "Es steht wieder auf der Liste.",
  gap_unanswered: "unbeantwortet",
  gap_badly_rated: "schlecht bewertet",
  gap_handed_over: "zu einem Menschen gewechselt",
  gap_out_of_scope: "für themenfremd gehalten",
  gap_in_form: "in einem Formular gefragt, nie nachgeschlagen",
};

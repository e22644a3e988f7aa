/** The texts of merging two conversations, in German. */
import type { Texts } from "../../../shared/languages";
import type { merging as english } from "./en";

export const merging: Texts<typeof english> = {
  same_person: "Dieselbe Person",
  same_by_identity: "Gleiche Anmeldung",
  same_by_email: "Gleiche E-Mail-Adresse",
  waits_twice: "Wartet zweimal",
  merge: "Mit diesem zusammenführen",
  merge_title: "Die beiden Gespräche zusammenführen?",
  merge_what:
    "„{title}“ wird geschlossen, und seine Nachrichten stehen in diesem Gespräch. Schlagwörter, Kontaktdaten und versprochene Rückrufe kommen mit.",
  merge_led:
    "Die Website hat in beiden dieselbe Identität bestätigt: Dem Kunden wird es gesagt, und es geht für ihn in diesem Gespräch weiter.",
  merge_elsewhere:
    "Nur die E-Mail-Adresse ist gleich, und das beweist nichts. Im anderen Gespräch steht, dass es anderswo weitergeht. Von diesem Gespräch ist dort nichts zu sehen, und wer dort schreibt, öffnet es wieder.",
  merge_over: "Es ist schon zu Ende, deshalb wird dort nichts gesagt.",
  merge_submit: "Zusammenführen",
  merge_done: "Zusammengeführt.",
  merge_undone: "Wieder getrennt.",
  merged_messages_one: "{count} Nachricht des anderen Gesprächs",
  merged_messages_other: "{count} Nachrichten des anderen Gesprächs",
  merged_open: "Das andere Gespräch öffnen",
  merged_into: "Geht in einem anderen Gespräch weiter",
  event_conversation_merged: "Mit einem anderen Gespräch zusammengeführt",
  event_conversation_joined: "Mit einem anderen Gespräch derselben Person zusammengeführt",
  event_conversation_separated: "Die Zusammenführung wurde rückgängig gemacht",
};

/** German words for trying, undoing and beginning sensitive topics. */
import type { Texts } from "../../../shared/languages";
import type { sensitiveEn } from "./en";

export const sensitiveDe: Texts<typeof sensitiveEn> = {
  sensitive_undo: "Rückgängig",
  sensitive_undone: "Es ist wieder wie zuvor.",
  sensitive_leave_title: "Ohne Speichern verlassen?",
  sensitive_leave_text: "Themen, die Sie geändert haben, sind noch nicht gespeichert.",
  sensitive_met:
    "{name} hat dieses Thema inzwischen geändert. Beide Änderungen stehen hier zusammen. Bitte lesen und speichern.",
  sensitive_try: "Was hätte es gefunden?",
  sensitive_caught_none: "Keine der {read} Nachrichten der letzten {days} Tage.",
  sensitive_caught_one:
    "{count} der {read} Nachrichten der letzten {days} Tage, in {conversations} Gesprächen:",
  sensitive_caught_other:
    "{count} der {read} Nachrichten der letzten {days} Tage, in {conversations} Gesprächen:",
  sensitive_masked: "Persönliche Angaben sind verdeckt.",
  sensitive_begin: "Mit Formulierungen in einer anderen Sprache beginnen",
  sensitive_begin_none: "Keine",
};

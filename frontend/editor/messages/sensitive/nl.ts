/** Dutch words for trying, undoing and beginning sensitive topics. */
import type { Texts } from "../../../shared/languages";
import type { sensitiveEn } from "./en";

export const sensitiveNl: Texts<typeof sensitiveEn> = {
  sensitive_undo: "Ongedaan maken",
  sensitive_undone: "Het is weer zoals eerst.",
  sensitive_leave_title: "Weggaan zonder op te slaan?",
  sensitive_leave_text: "Onderwerpen die je hebt gewijzigd, zijn nog niet opgeslagen.",
  sensitive_met:
    "{name} heeft dit onderwerp intussen gewijzigd. Beide wijzigingen staan hier samen. Lees ze en sla op.",
  sensitive_try: "Wat zou het hebben gevonden?",
  sensitive_caught_none: "Geen van de {read} berichten van de laatste {days} dagen.",
  sensitive_caught_one:
    "{count} van de {read} berichten van de laatste {days} dagen, in {conversations} gesprekken:",
  sensitive_caught_other:
    "{count} van de {read} berichten van de laatste {days} dagen, in {conversations} gesprekken:",
  sensitive_masked: "Persoonlijke gegevens zijn verborgen.",
  sensitive_begin: "Beginnen met formuleringen in een andere taal",
  sensitive_begin_none: "Geen",
};

/** French words for trying, undoing and beginning sensitive topics. */
import type { Texts } from "../../../shared/languages";
import type { sensitiveEn } from "./en";

export const sensitiveFr: Texts<typeof sensitiveEn> = {
  sensitive_undo: "Annuler",
  sensitive_undone: "Tout est comme avant.",
  sensitive_leave_title: "Quitter sans enregistrer ?",
  sensitive_leave_text: "Des sujets modifiés ne sont pas encore enregistrés.",
  sensitive_met:
    "{name} a modifié ce sujet entre-temps. Les deux modifications sont réunies ici. Lisez-les et enregistrez.",
  sensitive_try: "Qu’aurait-il trouvé ?",
  sensitive_caught_none: "Aucun des {read} messages des {days} derniers jours.",
  sensitive_caught_one:
    "{count} des {read} messages des {days} derniers jours, dans {conversations} conversations :",
  sensitive_caught_other:
    "{count} des {read} messages des {days} derniers jours, dans {conversations} conversations :",
  sensitive_masked: "Les données personnelles sont masquées.",
  sensitive_begin: "Commencer avec des formules dans une autre langue",
  sensitive_begin_none: "Aucune",
};

/** French: what an agent reads first. */
import type { Texts } from "../../../shared/languages";
import type { brief as en } from "../en/brief";

export const brief: Texts<typeof en> = {
  brief: "Résumé",
  brief_dismiss: "Masquer le résumé",
  brief_reason: "Raison",
  brief_note: "Note",
  brief_first_message: "Premier message",
  brief_wants: "Demande",
  brief_last_message: "Dernier message",
  brief_open_question: "Question en suspens",
  brief_tipped_by: "Transmis après",
  brief_details: "Détails",
  brief_order_number: "numéro de commande",
  brief_email: "e-mail",
  brief_phone: "téléphone",
  brief_amount: "montant",
  brief_answers: "Articles affichés",
  brief_helped: "a aidé",
  brief_did_not_help: "n’a pas aidé",
  brief_steps: "Étapes du bot",
  brief_form: "a demandé",
  brief_asked_back: "a demandé une précision",
  brief_mood: "Signes d’agacement",
  mood_not_helped: "réponses inutiles",
  mood_repeated: "question répétée",
  mood_wording: "mots de colère",
  mood_capitals: "majuscules",
  mood_marks: "beaucoup de points d’exclamation",
  brief_messages: "Messages du client",
  brief_to_message: "Afficher le message {seq}",
};

/** German: what an agent reads first. */
import type { Texts } from "../../../shared/languages";
import type { brief as en } from "../en/brief";

export const brief: Texts<typeof en> = {
  brief: "Kurzfassung",
  brief_dismiss: "Kurzfassung ausblenden",
  brief_reason: "Grund",
  brief_note: "Notiz",
  brief_first_message: "Erste Nachricht",
  brief_wants: "Anliegen",
  brief_last_message: "Letzte Nachricht",
  brief_open_question: "Offene Frage",
  brief_tipped_by: "Übergeben nach",
  brief_details: "Angaben",
  brief_order_number: "Bestellnummer",
  brief_email: "E-Mail",
  brief_phone: "Telefon",
  brief_amount: "Betrag",
  brief_answers: "Gezeigte Artikel",
  brief_helped: "half",
  brief_did_not_help: "half nicht",
  brief_steps: "Schritte des Bots",
  brief_form: "fragte nach",
  brief_asked_back: "hat nachgefragt",
  brief_mood: "Anzeichen von Ärger",
  mood_not_helped: "Antworten, die nicht halfen",
  mood_repeated: "Frage wiederholt",
  mood_wording: "verärgerte Worte",
  mood_capitals: "Großbuchstaben",
  mood_marks: "viele Ausrufezeichen",
  brief_messages: "Nachrichten des Kunden",
  brief_to_message: "Nachricht {seq} zeigen",
};

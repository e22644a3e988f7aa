/** Dutch: what an agent reads first. */
import type { Texts } from "../../../shared/languages";
import type { brief as en } from "../en/brief";

export const brief: Texts<typeof en> = {
  brief: "Samenvatting",
  brief_dismiss: "Samenvatting verbergen",
  brief_reason: "Reden",
  brief_note: "Notitie",
  brief_first_message: "Eerste bericht",
  brief_wants: "Verzoek",
  brief_last_message: "Laatste bericht",
  brief_open_question: "Open vraag",
  brief_tipped_by: "Overgedragen na",
  brief_details: "Gegevens",
  brief_order_number: "bestelnummer",
  brief_email: "e-mail",
  brief_phone: "telefoon",
  brief_amount: "bedrag",
  brief_answers: "Getoonde artikelen",
  brief_helped: "hielp",
  brief_did_not_help: "hielp niet",
  brief_steps: "Stappen van de bot",
  brief_form: "vroeg naar",
  brief_asked_back: "vroeg door",
  brief_mood: "Tekenen van ergernis",
  mood_not_helped: "antwoorden die niet hielpen",
  mood_repeated: "vraag herhaald",
  mood_wording: "boze woorden",
  mood_capitals: "hoofdletters",
  mood_marks: "veel uitroeptekens",
  brief_messages: "Berichten van de klant",
  brief_to_message: "Bericht {seq} tonen",
};

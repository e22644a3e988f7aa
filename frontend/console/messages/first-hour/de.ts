/** The texts of the first hour, in German. */
import type { Texts } from "../../../shared/languages";
import type { firstHour as english } from "./en";

export const firstHour: Texts<typeof english> = {
  first_title: "Baton einrichten",
  first_intro: "Willkommen. Sie sind als Erstes hier: Wählen Sie ein Passwort, und Sie verwalten Baton.",
  first_password: "Ihr Passwort",
  first_begin: "Beginnen",
  first_have_sign_in: "Ich habe schon ein Konto",
  first_link_dead:
    "Dieser Link ist benutzt oder abgelaufen. Melden Sie sich an, oder bitten Sie den Betrieb um „./baton people reset“.",
  first_steps: "Schritte",
  first_state_open: "offen",
  first_state_done: "erledigt",
  first_state_skipped: "übersprungen",
  first_next: "Weiter",
  first_skip: "Diesen Schritt überspringen",
  first_finish: "Abschließen",
  first_finish_later: "Ohne diesen Schritt abschließen",
  first_administrator: "Sie",
  first_administrator_title: "Wer sind Sie?",
  first_administrator_hint:
    "Mit dieser Adresse melden Sie sich an. Kolleginnen und Kollegen sehen Ihren Namen.",
  first_name: "Name",
  first_company: "Firma",
  first_company_title: "Wie sieht die Firma aus?",
  first_company_hint:
    "Name, Farbe und Logo, wie sie im Chat erscheinen. Später lässt sich alles unter Einstellungen ändern.",
  first_articles: "Artikel",
  first_articles_title: "Woraus antwortet der Bot?",
  first_articles_hint:
    "Ziehen Sie mit Ihrem Hilfe-Center um, oder schreiben Sie einen ersten Artikel. Der Bot antwortet nur aus veröffentlichten Artikeln.",
  first_write_article: "Einen Artikel schreiben",
  first_questions: "Fragen",
  first_questions_title: "Stellen Sie fünf Fragen",
  first_questions_hint:
    "Fragen Sie, wie Ihre Kundschaft fragt. Sie sehen, was sie lesen würde, aus welchem Artikel, und wie sicher der Bot ist.",
  first_question: "Frage",
  first_ask: "Fragen",
  first_suggestions: "Oder probieren Sie eine von diesen",
  first_asked: "{count} von {total} gestellt",
  first_sure: "{share} sicher",
  first_action_answer: "Antwortet",
  first_action_tentative: "Bietet eine Vermutung an",
  first_action_clarify: "Fragt zurück",
  first_action_suggest: "Nennt Themen",
  first_action_hand_over: "Ruft einen Menschen",
  first_action_reply: "Antwortet von selbst",
  first_people: "Team",
  first_people_title: "Menschen und Website verbinden",
  first_people_hint:
    "Laden Sie Kolleginnen und Kollegen mit einem Link ein, und setzen Sie den Chat in Ihre Website.",
  first_invite: "Jemanden einladen",
  first_invite_button: "Einladen",
  first_invited: "Link für {name}, sieben Tage gültig",
  first_role: "Rolle",
  first_over: "Baton ist eingerichtet",
  first_over_hint:
    "Öffnen Sie Ihre Website, dort ist der Chat. Gespräche bekommen Sie, während Sie online sind: Das wählen Sie unter Ihrem Namen. Alles lässt sich jederzeit ändern.",
  first_editor: "Editor",
};

/** The texts shared by console and editor, in German. Colleagues are "Sie". */
import type { Texts } from "../../languages";
import { de as common } from "../../messages/de";
import type { staffEn } from "./en";
import { importsDe } from "./imports/de";
import { signInDe } from "./sign-in/de";

const staff: Texts<typeof staffEn> = {
  ...importsDe,
  ...signInDe,
  sign_in: "Anmelden",
  signing_in: "Anmeldung läuft…",
  sign_out: "Abmelden",
  email: "E-Mail",
  password: "Passwort",
  sign_in_wrong:
    "E-Mail oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal, oder bitten Sie einen Administrator um einen neuen Link.",
  sign_in_limited: "Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann noch einmal.",
  sign_in_network:
    "Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  sign_in_failed: "Die Anmeldung ist fehlgeschlagen. Versuchen Sie es gleich noch einmal.",
  sign_in_expired:
    "Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an; Ihr nicht gesendeter Text bleibt erhalten.",
  unreachable_title: "Keine Verbindung",
  unreachable_text: "Baton antwortet nicht. Diese Seite versucht es alle paar Sekunden erneut.",
  skip_to_content: "Zum Inhalt springen",
  dismiss: "Ausblenden",
  interface_language: "Anzeigesprache",

  why_among_three: "Richtige Antwort unter den ersten drei",
  why_known: "Wörter, die in den Artikeln vorkommen",
  why_in_scope: "Betrifft das Unternehmen",
  why_context: "Zusammenhang",
  why_in_context: "zusammen mit den vorigen Nachrichten gelesen",
  why_sensitive: "Sensibles Thema",
  why_sensitive_phrase: "{topic}: „{phrase}“",
  why_frustration: "Anzeichen von Ärger",
  why_intents: "Erkannte Absichten",
  why_made_with: "Grundlage",
  why_calibration: "Kalibrierung {id}",
  why_version: "Wissensstand {version}",
  why_promise: "angestrebte Trefferquote {promise}",
  frustration_repeated: "Frage wiederholt",
  frustration_not_helped: "Antworten halfen nicht",
  frustration_wording: "verärgerte Worte",
  frustration_capitals: "Großbuchstaben",
  frustration_marks: "Ausrufezeichen",
  rule_customer_chose: "Der Kunde hat dieses Thema gewählt",
  rule_sure_enough: "Sicher genug für eine Antwort",
  rule_leans_to_a_person: "Wahrscheinlich der Wunsch nach einem Menschen",
  rule_which_of_them:
    "Mehrere Artikel sagen dasselbe über Verschiedenes, daher hat der Bot gefragt, was gemeint ist",
  rule_one_of_these: "Eines von wenigen Themen, daher hat der Bot nachgefragt",
  rule_misunderstood_again: "Wieder falsch verstanden",
  rule_nothing_to_do_with_us: "Betrifft das Unternehmen nicht",
  rule_several_could_answer: "Mehrere Artikel könnten es gleich gut beantworten",
  rule_not_sure_enough: "Nicht sicher genug für eine Antwort",
  rule_likely_enough: "Wahrscheinlich, aber nicht sicher genug für eine feste Antwort",
  rule_something_near: "Keine wahrscheinliche Antwort, aber verwandte Themen",
  rule_nothing_near: "Kein Artikel kommt nah genug",
  rule_sensitive_topic: "Ein sensibles Thema, das nur ein Mensch bearbeiten darf",
  rule_first_steps: "Gefahr: erste Schritte aus einem Artikel und sofort ein Mensch",
  rule_out_of_patience: "Der Kunde hat die Geduld verloren",
  rule_losing_patience: "Der Kunde verliert die Geduld, und keine Antwort war sicher genug",
  rule_dialogue: "Dialogregel",
  rule_button: "Der Kunde hat eine Schaltfläche gedrückt",
  rule_failure: "Der Bot oder die Suche hat nicht geantwortet",
  failure_network: "Der Server ist nicht erreichbar. Es wurde nichts geändert.",
  failure_busy: "Baton ist ausgelastet. Versuchen Sie es gleich noch einmal.",
  failure_not_allowed: "Ihre Rolle erlaubt das nicht.",
  failure_not_found: "Das gibt es nicht, oder Sie haben keinen Zugriff darauf.",
  failure_wrong_status: "Das Gespräch hat sich geändert, daher geht dieser Schritt nicht mehr.",
  failure_claim_lost: "Dieses Gespräch ist Ihnen nicht mehr zugewiesen.",
  failure_closed: "Dieses Gespräch ist geschlossen.",
  failure_too_large_of: "Das ist zu groß: Höchstens {limit} sind möglich.",
  failure_too_long_of: "Das ist zu lang: Höchstens {limit} sind möglich.",
  failure_headings: "Der Text hat zu viele Überschriften: Höchstens {limit} sind möglich.",
  failure_too_long: "Das ist zu lang.",
  failure_empty_text: "Geben Sie einen Text ein.",
  failure_conflict: "Das gibt es schon.",
  failure_rate_limited: "Zu viele Anfragen. Warten Sie einen Moment und versuchen Sie es noch einmal.",
  failure_records_unavailable:
    "Das System, das dies speichert, antwortet nicht. Versuchen Sie es gleich noch einmal.",
  failure_storage_unavailable: "Baton kann gerade nichts speichern. Versuchen Sie es gleich noch einmal.",
  failure_cross_site:
    "Diese Seite wurde unter einer anderen Adresse als der von Baton geöffnet. Öffnen Sie Baton unter seiner eigenen Adresse.",
  failure_department_in_use:
    "In dieser Abteilung warten oder schreiben Kunden. Übergeben oder schließen Sie ihre Gespräche zuerst ab.",
  failure_tag_archived: "Dieses Schlagwort ist archiviert. Wählen Sie ein anderes.",
  failure_too_many: "Das wären mehr als erlaubt.",
  failure_approval_needed: "Jemand anderes muss diese Version freigeben, bevor sie veröffentlicht wird.",
  failure_not_an_approver: "Diese Kategorie benennt andere, die sie freigeben.",
  failure_translation_off: "Diese Installation hat keinen Übersetzungsdienst.",
  failure_translation_unavailable:
    "Der Übersetzungsdienst antwortet nicht. Versuchen Sie es gleich noch einmal.",
  failure_own_version: "Sie haben diese Version geschrieben, also muss jemand anderes sie freigeben.",
  failure_other: "Das hat nicht geklappt: {message}",
};

export const staffDe = { ...common, ...staff };

/** What each figure of a report means, in German. */
import type { Texts } from "../../../../shared/languages";
import type { reportDefinitions as en } from "../../en/reports/definitions";

export const reportDefinitions: Texts<typeof en> = {
  define_conversations:
    "Gespräche, in denen der Kunde im Zeitraum zum ersten Mal schrieb oder nach einem Menschen fragte.",
  define_customer_messages: "Nachrichten von Kunden in diesen Gesprächen.",
  define_requests: "Anfragen nach einem Menschen (Übergaben), die im Zeitraum gestellt wurden.",
  define_first_reply:
    "Von der Anfrage nach einem Menschen bis zur ersten Nachricht eines Mitarbeiters an den Kunden; nur die Öffnungszeiten der Abteilung zählen. Nachrichten des Bots und interne Notizen zählen nicht. Median der Anfragen, die eine bekamen.",
  define_wait:
    "Von der Anfrage nach einem Menschen, bis ein Mitarbeiter annahm, nach der Uhr. Median der angenommenen Anfragen.",
  define_abandonment:
    "Anfragen, die endeten, bevor ein Mitarbeiter annahm: Der Kunde ging zum Bot zurück, hinterließ Adresse oder Nummer oder ging. Anteil der Anfragen, die nicht mehr warten.",
  define_first_reply_met:
    "Erste Antworten innerhalb der Zielzeit der Abteilung, in Öffnungszeiten. Anteil der fälligen.",
  define_next_reply_met:
    "Spätere Antworten innerhalb der Zielzeit der Abteilung, in Öffnungszeiten. Anteil der fälligen.",
  define_resolution_met:
    "Übergaben, die innerhalb der Zielzeit der Abteilung beendet waren, in Öffnungszeiten. Anteil der fälligen.",
  define_active_time:
    "Mittlere Bearbeitungszeit (AHT): die aktive Zeit des Mitarbeiters vom Annehmen bis zum Ende. Zwischen zwei Nachrichten zählen höchstens fünf Minuten; längere Pausen und zurückgestellte Zeit zählen nicht. Mittel der beendeten Zuweisungen.",
  define_wall_time: "Dieselben Zuweisungen nach der Uhr, mit allen Pausen. Mittel.",
  define_transfers:
    "Anfragen, die ein Mitarbeiter mindestens einmal weitergab. Anteil der angenommenen Anfragen.",
  define_requeues:
    "Anfragen, die mindestens einmal in die Warteschlange zurückkamen, weil der Mitarbeiter sie zurückgab oder ausfiel. Anteil der angenommenen Anfragen.",
  define_load:
    "Gespräche, die ein Mitarbeiter zugleich hatte, im Mittel über die Zeit, in der er mindestens eines hatte.",
  define_replies: "Nachrichten, die Mitarbeiter Kunden in diesen Zuweisungen sandten.",
  define_assignments:
    "Gespräche, die Mitarbeiter im Zeitraum annahmen. Eines, das zu einem Mitarbeiter zurückkommt, zählt noch einmal.",
  define_first_contact:
    "Lösung beim ersten Kontakt: kein weiterer Kontakt innerhalb von 72 Stunden nach der letzten Nachricht, in diesem oder einem anderen Gespräch, auf irgendeinem Kanal. Anteil der beendeten Gespräche von Kunden, die durch geprüfte Identität oder durch hinterlassene Adresse oder Nummer bekannt sind und deren 72 Stunden vorbei sind.",
  define_unknown_customers:
    "Beendete Gespräche von Kunden, die Baton nicht wiedererkennen würde. Sie sind nicht im Anteil oben.",
  define_too_early:
    "Gespräche bekannter Kunden, deren 72 Stunden noch nicht vorbei sind. Sie sind nicht im Anteil oben.",
  define_reopened:
    "Gespräche, die der Kunde nach ihrem Ende wieder öffnete. Anteil der Gespräche, die beendet waren.",
  define_csat: "Kundenzufriedenheit (CSAT): Bewertungen von 4 oder 5 von 5. Anteil aller Bewertungen.",
  define_mean_score: "Mittel aller Bewertungen, von 1 bis 5.",
  define_rated: "Gespräche mit einer Bewertung. Anteil der Gespräche, die beendet waren.",
  define_confirmed:
    "Bestätigt gelöst: Kein Mensch nahm teil, und der Kunde sagte, dass es half, mit Daumen, Knopf oder einer Bewertung von 4 oder 5. Anteil aller Gespräche.",
  define_assumed:
    "Vermutlich gelöst: Kein Mensch nahm teil, die letzte Entscheidung des Bots war eine Antwort, und der Kunde ging, ohne etwas dazu zu sagen. Anteil aller Gespräche.",
  define_gave_up:
    "Aufgegeben: Kein Mensch nahm teil, und der Kunde sagte, dass es nicht half, bewertete mit 1 oder 2 oder ging ohne Antwort. Anteil aller Gespräche.",
  define_with_people:
    "Übergeben: Der Kunde fragte nach einem Menschen, oder ein Mensch nahm teil. Anteil aller Gespräche.",
  define_no_question:
    "Keine Frage: Es wurde nichts gefragt, was der Bot beantworten konnte, etwa nur ein Gruß. Anteil aller Gespräche.",
  define_still_open: "Noch offen: beim Bot und noch nicht beendet. Anteil aller Gespräche.",
  define_cannot_tell: "Nicht feststellbar: Die Daten des Kunden wurden gelöscht. Anteil aller Gespräche.",
  define_bot_answers: "Antworten, die der Bot als sicher gab.",
  define_bot_tentative: "Antworten, die der Bot als Vermutung gab.",
  define_bot_asked_back:
    "Male, die der Bot fragte, welches Thema gemeint war, oder naheliegende Themen nannte.",
  define_bot_handed_over: "Male, die der Bot sich entschied, zu übergeben statt zu antworten.",
};

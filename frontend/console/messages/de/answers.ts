/** German: how many answers must be right, and what follows from it. */
import type { Texts } from "../../../shared/languages";
import type { answers as en } from "../en/answers";

export const answers: Texts<typeof en> = {
  answers_hint:
    "Wie sicher der Bot sein muss, bevor er selbst antwortet. Ein höherer Wert bedeutet weniger falsche Antworten, aber mehr Fragen für Mitarbeiter.",
  answers_promise: "Antworten, die stimmen müssen",
  answers_promised: "{count} von 100",
  answers_more: "Mehr Antworten",
  answers_surer: "Weniger falsche Antworten",
  answers_save: "Für alle speichern",
  answers_saved: "Gespeichert. Der Bot verwendet ab jetzt diese Einstellung.",
  answers_default: "Es gilt die Voreinstellung dieser Installation. Noch niemand hat sie geändert.",
  answers_set_by: "Eingestellt von {name}, {when}",
  answers_unknown:
    "Die Wissensdatenbank antwortet nicht, daher lässt sich die Wirkung dieser Einstellung nicht zeigen.",
  answers_does: "Was der Bot mit dieser Einstellung täte",
  answers_lately: "Für die {count} Fragen der letzten {days} Tage",
  answers_calibrated: "Für die {count} Fragen der Kalibrierung",
  answers_none_lately: "In dieser Zeit hat niemand etwas gefragt.",
  answers_answered: "Antwortet",
  answers_tentative: "Antwortet unter Vorbehalt",
  answers_clarified: "Fragt nach",
  answers_handed_over: "Übergibt",
  answers_threshold: "Er antwortet ab einer Sicherheit von {threshold}.",
  answers_never: "100 %, was mit dieser Einstellung noch keine Antwort erreicht",
  risk_title: "Anteil falscher Antworten je Anteil beantworteter Fragen",
  risk_answered: "Beantwortete Fragen",
  risk_wrong: "Falsche Antworten",
  risk_expected: "Falsch, gemessen",
  risk_counted_on: "Falsch, vorsichtig geschätzt",
  risk_threshold: "Schwelle der Sicherheit",
  risk_here: "diese Einstellung",
  reliability_title: "Stimmt die angegebene Sicherheit?",
  reliability_said: "Angegebene Sicherheit",
  reliability_right: "Tatsächlich richtig",
  reliability_ideal: "Völlige Übereinstimmung",
  reliability_questions: "Fragen, in zehn gleichen Gruppen",
  reliability_count: "Fragen",
  chart_numbers: "Zahlen als Tabelle zeigen",
};

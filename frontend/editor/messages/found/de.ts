/** The texts about how articles are found and how they do, in German. */
import type { Texts } from "../../../shared/languages";
import type { foundEn } from "./en";

export const foundDe: Texts<typeof foundEn> = {
  found_title: "So wird er gefunden",
  found_hint:
    "Jede Formulierung wird für sich gefragt, als erste Nachricht eines Kunden, mit dem Artikel, wie er hier steht. Kunden bekommen das, sobald er veröffentlicht ist.",
  found_count: "{firm} von {count} werden sicher gefunden",
  found_asking: "Der Bot wird gefragt …",
  found_again: "Nochmals fragen",
  found_is_title: "(Titel)",
  found_untried: "Noch nicht gefragt",
  found_firm: "Sicher gefunden",
  found_offered: "Angeboten, nicht sicher",
  found_missed: "Nicht gefunden",
  found_instead: "zuerst kommt",
  suggested_title: "Vorgeschlagene Formulierungen",
  suggested_hint:
    "Aus diesem Artikel und aus Fragen von Kunden, ohne persönliche Daten. Was Sie hinzufügen, steht dann bei den Formulierungen oben und wird mit dem Entwurf gespeichert. Pfeiltasten bewegen, Enter fügt hinzu.",
  suggested_none: "Im Moment kein Vorschlag.",
  suggested_ask: "Vorschläge zeigen",
  suggested_again: "Neu vorschlagen",
  suggested_heading: "aus einer Überschrift",
  suggested_sentence: "aus einem Satz",
  suggested_customer_one: "von einem Kunden gefragt",
  suggested_customer_other: "{count}-mal gefragt",
  suggested_add: "Hinzufügen",
  suggested_add_label: "„{question}“ hinzufügen",
  suggested_dismiss: "Verwerfen",
  suggested_dismiss_label: "„{question}“ verwerfen",
  suggested_dismissed: "Verworfen. Wird nicht mehr vorgeschlagen.",
  suggested_full: "Der Artikel hat diese Formulierung schon, oder er hat 50.",
  undo: "Rückgängig",

  never_title: "Oft gefragt, nie sicher beantwortet",
  never_hint:
    "Fragen von Kunden kamen diesen Artikeln seit ihrer letzten Veröffentlichung am nächsten, aber der Bot war nie sicher. Fügen Sie Formulierungen hinzu, oder sagen Sie es einfacher.",
  never_asked_one: "einmal gefragt",
  never_asked_other: "{count}-mal gefragt",

  figures_title: "Letzte {weeks} Wochen",
  figures_asked: "Gefragt",
  figures_shown: "Gezeigt",
  figures_answered: "Damit geantwortet",
  figures_helped: "Half",
  figures_did_not_help: "Half nicht",
  figures_handed_over: "Danach ein Mensch",
  figures_by_week: "Gezeigt pro Woche",
  figures_trend: "Gezeigt in jeder der letzten {weeks} Wochen: {said}",
  figures_row_shown: "{count}-mal gezeigt, {answered}-mal geantwortet",
  figures_row_thumbs: "{up} half, {down} nicht",
  figures_row_person_one: "einmal danach ein Mensch",
  figures_row_person_other: "{count}-mal danach ein Mensch",
  savings_title: "Gesparte Zeit",
  savings_at_most_one: "Höchstens {count} Minute.",
  savings_at_most_other: "Höchstens {count} Minuten.",
  savings_sum: "{settled} Gespräche × {each} Minuten.",
  savings_from:
    "Gezählt sind Gespräche, die der Bot mit diesem Artikel beantwortet hat, ohne Mitarbeitende und ohne Beschwerde. Die Minuten sind der Median von {count} Gesprächen, die Mitarbeitende in den letzten {weeks} Wochen hatten.",
  savings_too_few:
    "Mitarbeitende hatten in den letzten {weeks} Wochen {count} Gespräche. Bei weniger als 20 lässt sich nicht sagen, wie lange eines dauert.",
  savings_honest:
    "Das ist eine Obergrenze: Manche hätten keinen Menschen gefragt. Ein Gespräch, das mehrere Artikel beantwortet haben, zählt für jeden zu gleichen Teilen.",
  figures_sort: "Reihenfolge",
  figures_sort_changed: "Zuletzt geändert",
  figures_sort_shown: "Am meisten gezeigt",
  figures_sort_answered: "Am meisten damit geantwortet",
  figures_sort_unanswered: "Gefragt, nicht beantwortet",
  figures_sort_did_not_help: "Half am häufigsten nicht",
  figures_sort_handed_over: "Am häufigsten danach ein Mensch",
};

/** The texts about how articles are found and how they do, in Dutch. */
import type { Texts } from "../../../shared/languages";
import type { foundEn } from "./en";

export const foundNl: Texts<typeof foundEn> = {
  found_title: "Hoe het gevonden wordt",
  found_hint:
    "Elke formulering wordt apart gevraagd, als eerste bericht van een klant, met het artikel zoals het hier staat. Klanten krijgen dit zodra je publiceert.",
  found_count: "{firm} van {count} worden zeker gevonden",
  found_asking: "De bot wordt gevraagd…",
  found_again: "Opnieuw vragen",
  found_is_title: "(titel)",
  found_untried: "Nog niet gevraagd",
  found_firm: "Zeker gevonden",
  found_offered: "Aangeboden, niet zeker",
  found_missed: "Niet gevonden",
  found_instead: "eerst komt",
  suggested_title: "Voorgestelde formuleringen",
  suggested_hint:
    "Uit dit artikel en uit vragen van klanten, zonder persoonsgegevens. Wat je toevoegt, komt bij de formuleringen hierboven en wordt met het concept opgeslagen. Pijltoetsen verplaatsen, Enter voegt toe.",
  suggested_none: "Nu geen voorstel.",
  suggested_ask: "Formuleringen voorstellen",
  suggested_again: "Opnieuw voorstellen",
  suggested_heading: "uit een kop",
  suggested_sentence: "uit een zin",
  suggested_customer_one: "door een klant gevraagd",
  suggested_customer_other: "{count} keer gevraagd",
  suggested_add: "Toevoegen",
  suggested_add_label: "“{question}” toevoegen",
  suggested_dismiss: "Verwerpen",
  suggested_dismiss_label: "“{question}” verwerpen",
  suggested_dismissed: "Verworpen. Het wordt niet meer voorgesteld.",
  suggested_full: "Het artikel heeft deze formulering al, of heeft er 50.",
  undo: "Ongedaan maken",

  never_title: "Vaak gevraagd, nooit zeker beantwoord",
  never_hint:
    "Vragen van klanten kwamen sinds de laatste publicatie het dichtst bij deze artikelen, maar de bot was nooit zeker. Voeg formuleringen toe, of zeg het eenvoudiger.",
  never_asked_one: "één keer gevraagd",
  never_asked_other: "{count} keer gevraagd",

  figures_title: "Laatste {weeks} weken",
  figures_asked: "Gevraagd",
  figures_shown: "Getoond",
  figures_answered: "Mee geantwoord",
  figures_helped: "Hielp",
  figures_did_not_help: "Hielp niet",
  figures_handed_over: "Gevolgd door een mens",
  figures_by_week: "Getoond per week",
  figures_trend: "Getoond in elk van de laatste {weeks} weken: {said}",
  figures_row_shown: "{count} keer getoond, {answered} keer mee geantwoord",
  figures_row_thumbs: "{up} hielp, {down} niet",
  figures_row_person_one: "één keer gevolgd door een mens",
  figures_row_person_other: "{count} keer gevolgd door een mens",
  savings_title: "Bespaarde tijd",
  savings_at_most_one: "Hoogstens {count} minuut.",
  savings_at_most_other: "Hoogstens {count} minuten.",
  savings_sum: "{settled} gesprekken × {each} minuten.",
  savings_from:
    "De gesprekken zijn die welke de bot met dit artikel heeft beantwoord, zonder medewerker en zonder klacht. De minuten zijn de mediaan van {count} gesprekken die medewerkers in de laatste {weeks} weken hadden.",
  savings_too_few:
    "Medewerkers hadden {count} gesprekken in de laatste {weeks} weken. Met minder dan 20 is niet te zeggen hoeveel tijd er één kost.",
  savings_honest:
    "Dit is een bovengrens: sommige klanten hadden geen mens gevraagd. Een gesprek dat meerdere artikelen beantwoordden telt voor elk in gelijke delen.",
  figures_sort: "Volgorde",
  figures_sort_changed: "Laatst gewijzigd",
  figures_sort_shown: "Meest getoond",
  figures_sort_answered: "Meest mee geantwoord",
  figures_sort_unanswered: "Gevraagd, niet beantwoord",
  figures_sort_did_not_help: "Hielp het vaakst niet",
  figures_sort_handed_over: "Vaakst gevolgd door een mens",
};

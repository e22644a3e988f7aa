/** The texts about how articles are found and how they do, in Dutch. */
import type { Texts } from "../../../shared/languages";
import type { foundEn } from "./en";

export const foundNl: Texts<typeof foundEn> = {
  found_title: "Hoe het gevonden wordt",
  found_hint:
    "Elke formulering wordt apart gevraagd, als eerste bericht van een klant, met het artikel zoals het hier staat. Klanten krijgen dit zodra u publiceert.",
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
    "Uit dit artikel en uit vragen van klanten, zonder persoonsgegevens. Wat u toevoegt, komt bij de formuleringen hierboven en wordt met het concept opgeslagen. Pijltoetsen verplaatsen, Enter voegt toe.",
  suggested_none: "Nu geen voorstel.",
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
};

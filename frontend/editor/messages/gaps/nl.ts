/** The texts about gaps, in Dutch. */
import type { Texts } from "../../../shared/languages";
import type { gapsEn } from "./en";

export const gapsNl: Texts<typeof gapsEn> = {
  gaps_hint:
    "Wat klanten de laatste {days} dagen vroegen en de artikelen niet oplosten, in groepen. Wat klanten en medewerkers het meest kost, staat eerst. Kijk na het publiceren opnieuw: wat de bot nu zou beantwoorden, staat onder “Nu beantwoord”.",
  gaps_views: "Welke groepen",
  gaps_view_open: "Openstaand",
  gaps_view_answered: "Nu beantwoord",
  gaps_view_aside: "Opzijgelegd",
  gaps_empty_open: "Er staat niets open.",
  gaps_empty_answered: "Nog niets: publiceer een artikel voor een openstaande groep en kijk dan hier.",
  gaps_empty_aside: "Er is niets opzijgelegd.",
  gaps_state_open: "Openstaand",
  gaps_state_taken_up: "In een artikel, nog niet beantwoord",
  gaps_state_answered: "Nu beantwoord",
  gaps_partly: "{answered} van {times} nu beantwoord",
  gaps_answered_by: "beantwoord door:",
  gaps_customers_one: "{count} klant",
  gaps_customers_other: "{count} klanten",
  gaps_minutes_one: "{count} minuut van medewerkers",
  gaps_minutes_other: "{count} minuten van medewerkers",
  gaps_inside_one: "De vraag, en hoe medewerkers die oplosten",
  gaps_inside_other: "{count} vragen, en hoe medewerkers die oplosten",
  gaps_settled: "Wat medewerkers antwoordden",
  gaps_settled_none: "Geen antwoord van een medewerker gevonden, of het bestond vooral uit persoonsgegevens.",
  gaps_conversation: "Gesprek",
  gaps_source: "Bron: {agent} in een gesprek, {date}. Verwijder deze regel voordat je publiceert.",
  gaps_aside: "Opzijleggen",
  gaps_aside_done: "Opzijgelegd.",
  gaps_take_back: "Terugzetten",
  gaps_taken_back: "Het staat weer op de lijst.",
  gap_unanswered: "onbeantwoord",
  gap_badly_rated: "slecht beoordeeld",
  gap_handed_over: "naar een mens gegaan",
  gap_out_of_scope: "voor iets anders gehouden",
  gap_in_form: "in een formulier gevraagd, nooit opgezocht",
};

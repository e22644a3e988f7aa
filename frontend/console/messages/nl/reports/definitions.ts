/** What each figure of a report means, in Dutch. */
import type { Texts } from "../../../../shared/languages";
import type { reportDefinitions as en } from "../../en/reports/definitions";

export const reportDefinitions: Texts<typeof en> = {
  define_conversations:
    "Gesprekken waarin de klant in de periode voor het eerst schreef of om een persoon vroeg.",
  define_customer_messages: "Berichten van klanten in deze gesprekken.",
  define_requests: "Verzoeken om een persoon (overdrachten) die in de periode zijn gedaan.",
  define_first_reply:
    "Van het verzoek om een persoon tot het eerste bericht van een medewerker aan de klant, waarbij alleen de openingstijden van de afdeling tellen. Berichten van de bot en interne notities tellen niet. Mediaan van de verzoeken die er een kregen.",
  define_wait:
    "Van het verzoek om een persoon tot een medewerker aannam, op de klok. Mediaan van de aangenomen verzoeken.",
  define_abandonment:
    "Verzoeken die eindigden voordat een medewerker aannam: de klant ging terug naar de bot, liet een adres of nummer achter, of ging weg. Aandeel van de verzoeken die niet meer wachten.",
  define_first_reply_met:
    "Eerste antwoorden binnen de doeltijd van de afdeling, in openingstijden. Aandeel van die welke verschuldigd waren.",
  define_next_reply_met:
    "Latere antwoorden binnen de doeltijd van de afdeling, in openingstijden. Aandeel van die welke verschuldigd waren.",
  define_resolution_met:
    "Overdrachten die binnen de doeltijd van de afdeling klaar waren, in openingstijden. Aandeel van die welke verschuldigd waren.",
  define_active_time:
    "Gemiddelde behandeltijd (AHT): de actieve tijd van de medewerker van aannemen tot einde. Tussen twee berichten tellen hoogstens vijf minuten; langere pauzes en sluimertijd tellen niet. Gemiddelde van de beëindigde toewijzingen.",
  define_wall_time: "Dezelfde toewijzingen op de klok, met alle pauzes. Gemiddelde.",
  define_transfers:
    "Verzoeken die een medewerker minstens één keer doorgaf. Aandeel van de aangenomen verzoeken.",
  define_requeues:
    "Verzoeken die minstens één keer terug in de wachtrij kwamen, omdat de medewerker ze teruggaf of wegviel. Aandeel van de aangenomen verzoeken.",
  define_load:
    "Gesprekken die een medewerker tegelijk had, gemiddeld over de tijd waarin er minstens één was.",
  define_replies: "Berichten die medewerkers klanten in deze toewijzingen stuurden.",
  define_assignments:
    "Gesprekken die medewerkers in de periode aannamen. Een gesprek dat bij een medewerker terugkomt, telt opnieuw.",
  define_first_contact:
    "Opgelost bij het eerste contact: geen nieuw contact binnen 72 uur na het laatste bericht, in dit of een ander gesprek, via welk kanaal ook. Aandeel van de afgelopen gesprekken van klanten die bekend zijn door een geverifieerde identiteit of door een achtergelaten adres of nummer, en waarvan de 72 uur voorbij zijn.",
  define_unknown_customers:
    "Afgelopen gesprekken van klanten die Baton niet zou herkennen. Ze zitten niet in het aandeel hierboven.",
  define_too_early:
    "Gesprekken van bekende klanten waarvan de 72 uur nog niet voorbij zijn. Ze zitten niet in het aandeel hierboven.",
  define_reopened:
    "Gesprekken die de klant heropende nadat ze afgelopen waren. Aandeel van de gesprekken die afgelopen waren.",
  define_csat: "Klanttevredenheid (CSAT): beoordelingen van 4 of 5 op 5. Aandeel van alle beoordelingen.",
  define_mean_score: "Gemiddelde van alle beoordelingen, van 1 tot 5.",
  define_rated: "Gesprekken met een beoordeling. Aandeel van de gesprekken die afgelopen waren.",
  define_confirmed:
    "Bevestigd opgelost: geen mens nam deel, en de klant zei dat het hielp, met een duim, een knop of een beoordeling van 4 of 5. Aandeel van alle gesprekken.",
  define_assumed:
    "Vermoedelijk opgelost: geen mens nam deel, de laatste beslissing van de bot was een antwoord, en de klant ging weg zonder er iets over te zeggen. Aandeel van alle gesprekken.",
  define_gave_up:
    "Opgegeven: geen mens nam deel, en de klant zei dat het niet hielp, beoordeelde met 1 of 2, of ging weg zonder antwoord. Aandeel van alle gesprekken.",
  define_with_people:
    "Overgedragen: de klant vroeg om een persoon, of een persoon nam deel. Aandeel van alle gesprekken.",
  define_no_question:
    "Geen vraag: er is niets gevraagd wat de bot kon beantwoorden, zoals alleen een groet. Aandeel van alle gesprekken.",
  define_still_open: "Nog open: bij de bot en nog niet afgelopen. Aandeel van alle gesprekken.",
  define_cannot_tell: "Niet te zeggen: de gegevens van de klant zijn gewist. Aandeel van alle gesprekken.",
  define_bot_answers: "Antwoorden die de bot als zeker gaf.",
  define_bot_tentative: "Antwoorden die de bot als vermoeden gaf.",
  define_bot_asked_back:
    "Keren dat de bot vroeg welk onderwerp bedoeld was, of onderwerpen noemde die in de buurt komen.",
  define_bot_handed_over: "Keren dat de bot besloot over te dragen in plaats van te antwoorden.",
};

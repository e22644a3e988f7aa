/** The shared components' words in Dutch. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const nl: Texts<typeof en> = {
  author_customer: "Klant",
  author_bot: "Assistent",
  author_agent: "Medewerker",
  author_system: "Baton",
  you: "U",
  internal_note: "Interne notitie",
  sources: "Bronnen",
  source_opens: "{title} (opent in een nieuw tabblad)",
  typing: "{name} is aan het typen",
  loading: "Bezig met laden",
  close: "Sluiten",
  cancel: "Annuleren",
  save: "Opslaan",
  send: "Versturen",
  try_again: "Opnieuw proberen",
  today: "Vandaag",
  yesterday: "Gisteren",
  just_now: "zojuist",
  wait_under_a_minute: "minder dan een minuut",
  wait_minutes_one: "ongeveer {count} minuut",
  wait_minutes_other: "ongeveer {count} minuten",
  wait_range_one: "{low} tot {high} minuut",
  wait_range_other: "{low} tot {high} minuten",
};

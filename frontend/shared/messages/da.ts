/** The shared components' words in Danish. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const da: Texts<typeof en> = {
  author_customer: "Kunde",
  author_bot: "Assistent",
  author_agent: "Medarbejder",
  author_system: "Baton",
  you: "Dig",
  internal_note: "Intern note",
  sources: "Kilder",
  source_opens: "{title} (åbner i en ny fane)",
  typing: "{name} skriver",
  loading: "Indlæser",
  close: "Luk",
  cancel: "Annuller",
  save: "Gem",
  send: "Send",
  try_again: "Prøv igen",
  today: "I dag",
  yesterday: "I går",
  just_now: "lige nu",
  wait_under_a_minute: "under et minut",
  wait_minutes_one: "cirka {count} minut",
  wait_minutes_other: "cirka {count} minutter",
  wait_range_one: "{low} til {high} minut",
  wait_range_other: "{low} til {high} minutter",
};

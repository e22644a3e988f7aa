/** The shared components' words in Swedish. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const sv: Texts<typeof en> = {
  author_customer: "Kund",
  author_bot: "Assistent",
  author_agent: "Medarbetare",
  author_system: "Baton",
  you: "Du",
  internal_note: "Intern anteckning",
  sources: "Källor",
  source_opens: "{title} (öppnas i en ny flik)",
  typing: "{name} skriver",
  loading: "Laddar",
  close: "Stäng",
  cancel: "Avbryt",
  save: "Spara",
  send: "Skicka",
  try_again: "Försök igen",
  today: "I dag",
  yesterday: "I går",
  just_now: "alldeles nyss",
  wait_under_a_minute: "mindre än en minut",
  wait_minutes_one: "ungefär {count} minut",
  wait_minutes_other: "ungefär {count} minuter",
  wait_range_one: "{low} till {high} minut",
  wait_range_other: "{low} till {high} minuter",
};

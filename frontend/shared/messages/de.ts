/** The shared components' words in German. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const de: Texts<typeof en> = {
  author_customer: "Kunde",
  author_bot: "Assistent",
  author_agent: "Mitarbeiter",
  author_system: "Baton",
  you: "Sie",
  internal_note: "Interne Notiz",
  sources: "Quellen",
  source_opens: "{title} (öffnet in einem neuen Tab)",
  typing: "{name} schreibt",
  loading: "Wird geladen",
  close: "Schließen",
  cancel: "Abbrechen",
  save: "Speichern",
  send: "Senden",
  try_again: "Erneut versuchen",
  today: "Heute",
  yesterday: "Gestern",
  just_now: "gerade eben",
  wait_under_a_minute: "weniger als eine Minute",
  wait_minutes_one: "etwa {count} Minute",
  wait_minutes_other: "etwa {count} Minuten",
  wait_range_one: "{low} bis {high} Minute",
  wait_range_other: "{low} bis {high} Minuten",
};

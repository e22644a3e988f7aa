/** The shared components' words in Italian. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const it: Texts<typeof en> = {
  author_customer: "Cliente",
  author_bot: "Assistente",
  author_agent: "Operatore",
  author_system: "Baton",
  you: "Lei",
  internal_note: "Nota interna",
  sources: "Fonti",
  source_opens: "{title} (si apre in una nuova scheda)",
  typing: "{name} sta scrivendo",
  loading: "Caricamento in corso",
  close: "Chiudi",
  cancel: "Annulla",
  save: "Salva",
  send: "Invia",
  try_again: "Riprova",
  today: "Oggi",
  yesterday: "Ieri",
  just_now: "proprio ora",
  wait_under_a_minute: "meno di un minuto",
  wait_minutes_one: "circa {count} minuto",
  wait_minutes_other: "circa {count} minuti",
  wait_range_one: "da {low} a {high} minuto",
  wait_range_other: "da {low} a {high} minuti",
};

/** The shared components' words in French. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const fr: Texts<typeof en> = {
  author_customer: "Client",
  author_bot: "Assistant",
  author_agent: "Conseiller",
  author_system: "Baton",
  you: "Vous",
  internal_note: "Note interne",
  sources: "Sources",
  source_opens: "{title} (s’ouvre dans un nouvel onglet)",
  typing: "{name} est en train d’écrire",
  loading: "Chargement en cours",
  close: "Fermer",
  cancel: "Annuler",
  save: "Enregistrer",
  send: "Envoyer",
  try_again: "Réessayer",
  today: "Aujourd’hui",
  yesterday: "Hier",
  just_now: "à l’instant",
  wait_under_a_minute: "moins d’une minute",
  wait_minutes_one: "environ {count} minute",
  wait_minutes_other: "environ {count} minutes",
  wait_range_one: "{low} à {high} minute",
  wait_range_other: "{low} à {high} minutes",
};

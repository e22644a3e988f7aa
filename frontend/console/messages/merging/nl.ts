/** The texts of merging two conversations, in Dutch. */
import type { Texts } from "../../../shared/languages";
import type { merging as english } from "./en";

export const merging: Texts<typeof english> = {
  same_person: "Dezelfde persoon",
  same_by_identity: "Zelfde aanmelding",
  same_by_email: "Zelfde e-mailadres",
  waits_twice: "Wacht twee keer",
  merge: "Met dit gesprek samenvoegen",
  merge_title: "De twee gesprekken samenvoegen?",
  merge_what:
    "‘{title}’ wordt gesloten en de berichten staan in dit gesprek. Labels, contactgegevens en beloofde terugbelafspraken gaan mee.",
  merge_led:
    "De site heeft in beide dezelfde identiteit bevestigd: de klant hoort het en gaat in dit gesprek verder.",
  merge_elsewhere:
    "Alleen het e-mailadres is hetzelfde, en dat bewijst niets. In het andere gesprek staat dat het elders verdergaat. Van dit gesprek is daar niets te zien, en wie daar schrijft, heropent het.",
  merge_over: "Het is al afgelopen, dus daar wordt niets gezegd.",
  merge_submit: "Samenvoegen",
  merge_done: "Samengevoegd.",
  merge_undone: "Weer gescheiden.",
  merged_messages_one: "{count} bericht uit het andere gesprek",
  merged_messages_other: "{count} berichten uit het andere gesprek",
  merged_open: "Het andere gesprek openen",
  merged_into: "Gaat verder in een ander gesprek",
  event_conversation_merged: "Samengevoegd met een ander gesprek",
  event_conversation_joined: "Samengevoegd met een ander gesprek van dezelfde persoon",
  event_conversation_separated: "Het samenvoegen is ongedaan gemaakt",
};

/** The shared components' words in Polish. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const pl: Texts<typeof en, "one" | "few" | "many" | "other"> = {
  author_customer: "Klient",
  author_bot: "Asystent",
  author_agent: "Konsultant",
  author_system: "Baton",
  you: "Ty",
  internal_note: "Notatka wewnętrzna",
  sources: "Źródła",
  source_opens: "{title} (otwiera się w nowej karcie)",
  typing: "{name} pisze",
  loading: "Wczytywanie",
  close: "Zamknij",
  cancel: "Anuluj",
  save: "Zapisz",
  send: "Wyślij",
  try_again: "Spróbuj ponownie",
  today: "Dzisiaj",
  yesterday: "Wczoraj",
  just_now: "przed chwilą",
  wait_under_a_minute: "mniej niż minuta",
  wait_minutes_one: "około {count} minuty",
  wait_minutes_few: "około {count} minut",
  wait_minutes_many: "około {count} minut",
  wait_minutes_other: "około {count} minuty",
  wait_range_one: "od {low} do {high} minuty",
  wait_range_few: "od {low} do {high} minut",
  wait_range_many: "od {low} do {high} minut",
  wait_range_other: "od {low} do {high} minuty",
};

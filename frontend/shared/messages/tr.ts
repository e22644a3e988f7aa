/** The shared components' words in Turkish. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const tr: Texts<typeof en> = {
  author_customer: "Müşteri",
  author_bot: "Asistan",
  author_agent: "Temsilci",
  author_system: "Baton",
  you: "Siz",
  internal_note: "Dahili not",
  sources: "Kaynaklar",
  source_opens: "{title} (yeni sekmede açılır)",
  typing: "{name} yazıyor",
  loading: "Yükleniyor",
  close: "Kapat",
  cancel: "Vazgeç",
  save: "Kaydet",
  send: "Gönder",
  try_again: "Tekrar dene",
  today: "Bugün",
  yesterday: "Dün",
  just_now: "az önce",
  wait_under_a_minute: "bir dakikadan az",
  wait_minutes_one: "yaklaşık {count} dakika",
  wait_minutes_other: "yaklaşık {count} dakika",
  wait_range_one: "{low} ila {high} dakika",
  wait_range_other: "{low} ila {high} dakika",
};

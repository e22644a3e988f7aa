/** The shared components' words in Portuguese. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const pt: Texts<typeof en> = {
  author_customer: "Cliente",
  author_bot: "Assistente",
  author_agent: "Atendente",
  author_system: "Baton",
  you: "Você",
  internal_note: "Nota interna",
  sources: "Fontes",
  source_opens: "{title} (abre em uma nova aba)",
  typing: "{name} está digitando",
  loading: "Carregando",
  close: "Fechar",
  cancel: "Cancelar",
  save: "Salvar",
  send: "Enviar",
  try_again: "Tentar de novo",
  today: "Hoje",
  yesterday: "Ontem",
  just_now: "agora mesmo",
  wait_under_a_minute: "menos de um minuto",
  wait_minutes_one: "cerca de {count} minuto",
  wait_minutes_other: "cerca de {count} minutos",
  wait_range_one: "de {low} a {high} minuto",
  wait_range_other: "de {low} a {high} minutos",
};

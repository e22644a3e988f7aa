/** The shared components' words in Spanish. */
import type { Texts } from "../languages";
import type { en } from "./en";

export const es: Texts<typeof en> = {
  author_customer: "Cliente",
  author_bot: "Asistente",
  author_agent: "Agente",
  author_system: "Baton",
  you: "Usted",
  internal_note: "Nota interna",
  sources: "Fuentes",
  source_opens: "{title} (se abre en una pestaña nueva)",
  typing: "{name} está escribiendo",
  loading: "Cargando",
  close: "Cerrar",
  cancel: "Cancelar",
  save: "Guardar",
  send: "Enviar",
  try_again: "Reintentar",
  today: "Hoy",
  yesterday: "Ayer",
  just_now: "ahora mismo",
  wait_under_a_minute: "menos de un minuto",
  wait_minutes_one: "cerca de {count} minuto",
  wait_minutes_other: "unos {count} minutos",
  wait_range_one: "de {low} a {high} minuto",
  wait_range_other: "de {low} a {high} minutos",
};

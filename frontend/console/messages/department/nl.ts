/** The texts of a department's own page, in Dutch. */
import type { Texts } from "../../../shared/languages";
import type { department as english } from "./en";

export const department: Texts<typeof english> = {
  department_all: "Alle afdelingen",
  department_now: "Nu",
  department_open: "Open",
  department_closed: "Gesloten",
  department_default: "Standaard",
  department_archived: "Gearchiveerd",
  department_members: "Leden",
  department_no_members: "Niemand is speciaal aan deze afdeling toegewezen.",
  department_load: "{held} van {most} gesprekken",
  department_remove: "{name} uit de afdeling halen",
  department_only_one: "Dit is de enige afdeling van {name}; zonder deze gelden ze allemaal.",
  department_everywhere_one: "{names} werkt voor elke afdeling, ook deze.",
  department_everywhere_other: "{names} werken voor elke afdeling, ook deze.",
  department_add_member: "Iemand toevoegen",
  department_add: "Toevoegen",
  department_narrows: "{name} werkt nu voor elke afdeling, en daarna alleen voor deze.",
  department_no_replies: "Geen is alleen voor deze afdeling.",
  department_write_replies: "Antwoorden schrijven",
  department_standing: "Standaard en archief",
  department_is_default:
    "Gesprekken waarvoor niemand een afdeling koos, komen hier. Maak eerst een andere afdeling de standaard om deze te archiveren.",
  department_default_hint:
    "Gesprekken waarvoor niemand een afdeling koos, gaan naar de standaardafdeling. Een gearchiveerde afdeling krijgt geen nieuwe klanten; wat erin zat, blijft in de rapporten.",
  department_make_default: "Standaard maken",
  department_archive: "Archiveren…",
  department_archive_title: "{name} archiveren?",
  department_archive_hint:
    "Klanten kunnen haar niet meer kiezen, en niets wordt ernaar doorgezet. Je kunt haar weer openen.",
  department_archive_do: "Archiveren",
  department_reopen: "Weer openen",
};

/** The texts of a department's own page, in German. */
import type { Texts } from "../../../shared/languages";
import type { department as english } from "./en";

export const department: Texts<typeof english> = {
  department_all: "Alle Abteilungen",
  department_now: "Jetzt",
  department_open: "Geöffnet",
  department_closed: "Geschlossen",
  department_default: "Standard",
  department_archived: "Archiviert",
  department_members: "Mitglieder",
  department_no_members: "Dieser Abteilung ist niemand eigens zugeordnet.",
  department_load: "{held} von {most} Gesprächen",
  department_remove: "{name} aus der Abteilung nehmen",
  department_only_one: "Das ist die einzige Abteilung von {name}; ohne sie gilt jede.",
  department_everywhere_one: "{names} ist in jeder Abteilung da, auch in dieser.",
  department_everywhere_other: "{names} sind in jeder Abteilung da, auch in dieser.",
  department_add_member: "Jemanden hinzufügen",
  department_add: "Hinzufügen",
  department_narrows: "{name} ist heute in jeder Abteilung da, dann nur noch in dieser.",
  department_no_replies: "Keine ist nur für diese Abteilung.",
  department_write_replies: "Textbausteine schreiben",
  department_standing: "Standard und Archiv",
  department_is_default:
    "Hierher kommen Gespräche, für die niemand eine Abteilung gewählt hat. Um sie zu archivieren, machen Sie zuerst eine andere zum Standard.",
  department_default_hint:
    "Gespräche, für die niemand eine Abteilung gewählt hat, gehen an die Standardabteilung. Eine archivierte bekommt keine neuen Kunden; was in ihr war, bleibt in den Berichten.",
  department_make_default: "Zum Standard machen",
  department_archive: "Archivieren…",
  department_archive_title: "{name} archivieren?",
  department_archive_hint:
    "Kunden können sie nicht mehr wählen, und nichts wird an sie übergeben. Sie können sie wieder öffnen.",
  department_archive_do: "Archivieren",
  department_reopen: "Wieder öffnen",
};

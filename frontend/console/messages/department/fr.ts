/** The texts of a department's own page, in French. */
import type { Texts } from "../../../shared/languages";
import type { department as english } from "./en";

export const department: Texts<typeof english> = {
  department_all: "Tous les services",
  department_now: "Maintenant",
  department_open: "Ouvert",
  department_closed: "Fermé",
  department_default: "Par défaut",
  department_archived: "Archivé",
  department_members: "Membres",
  department_no_members: "Personne n’est affecté à ce service en particulier.",
  department_load: "{held} conversations sur {most}",
  department_remove: "Retirer {name} du service",
  department_only_one: "C’est le seul service de {name}. Sans lui, tous les services comptent.",
  department_everywhere_one: "{names} sert tous les services, celui-ci aussi.",
  department_everywhere_other: "{names} servent tous les services, celui-ci aussi.",
  department_add_member: "Ajouter quelqu’un",
  department_add: "Ajouter",
  department_narrows: "{name} sert aujourd’hui tous les services, et seulement celui-ci ensuite.",
  department_no_replies: "Aucune n’est réservée à ce service.",
  department_write_replies: "Rédiger des réponses",
  department_standing: "Par défaut et archives",
  department_is_default:
    "Les conversations pour lesquelles personne n’a choisi de service arrivent ici. Pour l’archiver, choisissez d’abord un autre service par défaut.",
  department_default_hint:
    "Les conversations pour lesquelles personne n’a choisi de service vont au service par défaut. Un service archivé ne reçoit plus de clients ; ce qu’il contenait reste dans les rapports.",
  department_make_default: "Définir par défaut",
  department_archive: "Archiver…",
  department_archive_title: "Archiver {name} ?",
  department_archive_hint:
    "Les clients ne peuvent plus le choisir et rien n’y est transféré. Vous pouvez le rouvrir.",
  department_archive_do: "Archiver",
  department_reopen: "Rouvrir",
};

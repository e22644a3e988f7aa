/** The texts about how articles are found and how they do, in French. */
import type { Texts } from "../../../shared/languages";
import type { foundEn } from "./en";

export const foundFr: Texts<typeof foundEn> = {
  found_title: "Comment il est trouvé",
  found_hint:
    "Chaque formulation est posée seule, comme premier message d'un client, avec l'article tel que vous l'avez saisi. Les clients l'obtiennent dès que vous publiez.",
  found_count: "{firm} sur {count} le trouvent avec certitude",
  found_asking: "Le bot est interrogé…",
  found_again: "Redemander",
  found_is_title: "(titre)",
  found_untried: "Pas encore posée",
  found_firm: "Trouvé avec certitude",
  found_offered: "Proposé, sans certitude",
  found_missed: "Pas trouvé",
  found_instead: "vient d'abord",
  suggested_title: "Formulations suggérées",
  suggested_hint:
    "Tirées de cet article et des questions des clients, sans données personnelles. Ce que vous ajoutez rejoint les formulations ci-dessus et est enregistré avec le brouillon. Les flèches déplacent, Entrée ajoute.",
  suggested_none: "Aucune suggestion pour le moment.",
  suggested_again: "Suggérer à nouveau",
  suggested_heading: "d'un titre",
  suggested_sentence: "d'une phrase",
  suggested_customer_one: "demandée par un client",
  suggested_customer_other: "demandée {count} fois",
  suggested_add: "Ajouter",
  suggested_add_label: "Ajouter « {question} »",
  suggested_dismiss: "Écarter",
  suggested_dismiss_label: "Écarter « {question} »",
  suggested_dismissed: "Écartée. Elle ne sera plus suggérée.",
  suggested_full: "L'article a déjà cette formulation, ou en a 50.",
  undo: "Annuler",

  never_title: "Souvent demandés, jamais répondus avec certitude",
  never_hint:
    "Depuis leur dernière publication, des questions de clients étaient les plus proches de ces articles, mais le bot n'était jamais sûr. Ajoutez des formulations, ou dites-le plus simplement.",
  never_asked_one: "demandé une fois",
  never_asked_other: "demandé {count} fois",
};

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
  suggested_ask: "Suggérer des formulations",
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

  figures_title: "Les {weeks} dernières semaines",
  figures_asked: "Demandé",
  figures_shown: "Montré",
  figures_answered: "Donné en réponse",
  figures_helped: "A aidé",
  figures_did_not_help: "N'a pas aidé",
  figures_handed_over: "Suivi d'une personne",
  figures_by_week: "Montré par semaine",
  figures_trend: "Montré dans chacune des {weeks} dernières semaines : {said}",
  figures_row_shown: "montré {count} fois, donné en réponse {answered} fois",
  figures_row_thumbs: "{up} aidés, {down} non",
  figures_row_person_one: "suivi une fois d'une personne",
  figures_row_person_other: "suivi {count} fois d'une personne",
  savings_title: "Temps gagné",
  savings_at_most_one: "Au plus {count} minute.",
  savings_at_most_other: "Au plus {count} minutes.",
  savings_sum: "{settled} conversations, {each} minutes chacune.",
  savings_from:
    "Les conversations sont celles auxquelles le bot a répondu avec cet article, sans agent et sans plainte. Les minutes sont la médiane de {count} conversations que des agents ont eues ces {weeks} dernières semaines.",
  savings_too_few:
    "Les agents ont eu {count} conversations ces {weeks} dernières semaines. En dessous de 20, on ne peut dire combien de temps en prend une.",
  savings_honest:
    "C'est une estimation haute : certains clients n'auraient demandé à personne. Une conversation à laquelle plusieurs articles ont répondu compte pour chacun à parts égales.",
  figures_sort: "Ordre",
  figures_sort_changed: "Dernière modification",
  figures_sort_shown: "Les plus montrés",
  figures_sort_answered: "Les plus donnés en réponse",
  figures_sort_unanswered: "Demandés, sans réponse",
  figures_sort_did_not_help: "Ceux qui aident le moins",
  figures_sort_handed_over: "Le plus suivis d'une personne",
};

/** The texts shared by console and editor, in French. Colleagues are "vous". */
import type { Texts } from "../../languages";
import { fr as common } from "../../messages/fr";
import type { staffEn } from "./en";
import { importsFr } from "./imports/fr";
import { signInFr } from "./sign-in/fr";

const staff: Texts<typeof staffEn> = {
  ...importsFr,
  ...signInFr,
  sign_in: "Se connecter",
  signing_in: "Connexion…",
  sign_out: "Se déconnecter",
  email: "E-mail",
  password: "Mot de passe",
  sign_in_wrong:
    "L’e-mail ou le mot de passe est incorrect. Vérifiez les deux et réessayez, ou demandez un nouveau lien à un administrateur.",
  sign_in_limited: "Trop de tentatives. Attendez une minute, puis réessayez.",
  sign_in_network: "Le serveur est injoignable. Vérifiez votre connexion et réessayez.",
  sign_in_failed: "La connexion a échoué. Réessayez dans un instant.",
  sign_in_expired:
    "Votre session a expiré. Reconnectez-vous pour continuer ; votre texte non envoyé est conservé.",
  unreachable_title: "Pas de connexion",
  unreachable_text: "Baton ne répond pas. Cette page réessaie toutes les quelques secondes.",
  skip_to_content: "Aller au contenu",
  dismiss: "Masquer",
  interface_language: "Langue d’affichage",

  why_among_three: "Bonne réponse parmi les trois premières",
  why_known: "Mots présents dans les articles",
  why_in_scope: "Concerne l’entreprise",
  why_context: "Contexte",
  why_in_context: "lu avec les messages précédents",
  why_sensitive: "Sujet sensible",
  why_sensitive_phrase: "{topic} : « {phrase} »",
  why_frustration: "Signes d’agacement",
  why_intents: "Intentions reconnues",
  why_made_with: "Fondé sur",
  why_calibration: "calibrage {id}",
  why_version: "version des connaissances {version}",
  why_promise: "précision visée {promise}",
  frustration_repeated: "question répétée",
  frustration_not_helped: "réponses inutiles",
  frustration_wording: "mots de colère",
  frustration_capitals: "majuscules",
  frustration_marks: "points d’exclamation",
  rule_customer_chose: "Le client a choisi ce sujet",
  rule_sure_enough: "Assez sûr pour répondre",
  rule_leans_to_a_person: "Demande probablement une personne",
  rule_which_of_them:
    "Plusieurs articles disent la même chose de sujets différents : le bot a demandé lequel",
  rule_one_of_these: "Un sujet parmi quelques-uns : le bot a posé la question au client",
  rule_misunderstood_again: "De nouveau mal compris",
  rule_nothing_to_do_with_us: "Ne concerne pas l’entreprise",
  rule_several_could_answer: "Plusieurs articles pourraient y répondre aussi bien",
  rule_not_sure_enough: "Pas assez sûr pour répondre",
  rule_likely_enough: "Probable, mais pas assez sûr pour une réponse ferme",
  rule_something_near: "Pas de réponse probable, mais des sujets proches",
  rule_nothing_near: "Aucun article n’est assez proche",
  rule_sensitive_topic: "Un sujet sensible, réservé à une personne",
  rule_first_steps: "Danger : premiers gestes tirés d’un article, et une personne aussitôt",
  rule_out_of_patience: "Le client a perdu patience",
  rule_losing_patience: "Le client perd patience et aucune réponse n’était assez sûre",
  rule_dialogue: "Règle de dialogue",
  rule_button: "Le client a appuyé sur un bouton",
  rule_failure: "Le bot ou la recherche n’a pas répondu",
  failure_network: "Le serveur est injoignable. Rien n’a été modifié.",
  failure_busy: "Baton est occupé. Réessayez dans un instant.",
  failure_not_allowed: "Votre rôle ne le permet pas.",
  failure_not_found: "Cela n’existe pas, ou vous n’y avez pas accès.",
  failure_wrong_status: "La conversation a changé : cette étape n’est plus possible.",
  failure_claim_lost: "Cette conversation ne vous est plus attribuée.",
  failure_closed: "Cette conversation est fermée.",
  failure_too_long: "C’est trop long.",
  failure_empty_text: "Saisissez un texte.",
  failure_conflict: "Cela existe déjà.",
  failure_rate_limited: "Trop de requêtes. Attendez un instant et réessayez.",
  failure_records_unavailable:
    "Le système qui conserve ces données ne répond pas. Réessayez dans un instant.",
  failure_storage_unavailable: "Baton ne peut rien enregistrer pour le moment. Réessayez dans un instant.",
  failure_cross_site:
    "Cette page a été ouverte à une autre adresse que celle de Baton. Ouvrez Baton à sa propre adresse.",
  failure_department_in_use:
    "Des clients attendent ou écrivent dans ce service. Transférez ou terminez d’abord leurs conversations.",
  failure_tag_archived: "Cette étiquette est archivée. Choisissez-en une autre.",
  failure_too_many: "Ce serait plus que permis.",
  failure_approval_needed: "Une autre personne doit valider cette version avant sa publication.",
  failure_not_an_approver: "Cette catégorie désigne d’autres personnes pour la validation.",
  failure_own_version: "Vous avez écrit cette version, donc une autre personne doit la valider.",
  failure_other: "Cela n’a pas fonctionné : {message}",
};

export const staffFr = { ...common, ...staff };

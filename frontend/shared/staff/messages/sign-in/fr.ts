/** The texts of the second step of signing in, and of setting it up, in French. */
import type { Texts } from "../../../languages";
import type { signInEn } from "./en";

export const signInFr: Texts<typeof signInEn> = {
  code_title: "Saisissez votre code",
  code_text:
    "Ouvrez votre application d’authentification et saisissez les six chiffres qu’elle affiche pour Baton. Sans votre téléphone, saisissez un code de secours.",
  code_label: "Code de l’application",
  code_submit: "Continuer",
  code_back: "Retour à la connexion",
  enrol_title: "Configurer un second facteur",
  enrol_required:
    "Les personnes ayant votre rôle se connectent avec un code d’une application, en plus de leur mot de passe. Configurez-le pour continuer.",
  enrol_start: "Configurer",
  enrol_scan:
    "Scannez cette image avec une application d’authentification, ou saisissez la clé dans l’application.",
  enrol_qr: "La clé sous forme de code QR",
  enrol_key: "Clé",
  enrol_code: "Code affiché par l’application",
  enrol_submit: "Activer",
  recovery_title: "Codes de secours",
  recovery_text:
    "Chacun de ces codes ouvre votre compte une fois si vous perdez votre téléphone. Gardez-les là où vous gardez vos mots de passe. Ils ne seront plus affichés.",
  recovery_copy: "Tout copier",
  recovery_copied: "Copié.",
  recovery_kept: "Je les ai conservés",
  failure_wrong_code: "Le code est faux ou a déjà servi. Attendez le suivant et réessayez.",
  failure_ticket_expired: "La connexion a pris trop de temps. Recommencez.",
  failure_second_factor_unreadable:
    "Votre second facteur ne peut plus être vérifié. Demandez à un administrateur de le réinitialiser.",
  failure_second_factor_required: "Les personnes ayant votre rôle doivent avoir un second facteur.",
  sign_in_with: "Se connecter avec {name}",
  sign_in_or: "ou",
  provider_unreachable:
    "{name} ne répond pas. Réessayez dans un instant, ou connectez-vous avec votre mot de passe.",
  provider_refused: "{name} ne vous a pas laissé entrer, ou vous avez annulé. Réessayez.",
  provider_answer:
    "La réponse de {name} n’était pas fiable : vous n’êtes pas connecté. Réessayez ; si cela persiste, prévenez un administrateur.",
  provider_state:
    "Cette connexion n’a pas commencé dans ce navigateur, ou elle a pris trop de temps. Réessayez.",
  provider_email_unverified:
    "{name} n’a pas vérifié votre adresse e-mail. Faites-la d’abord vérifier là-bas.",
  provider_domain: "Votre adresse e-mail n’appartient pas à cette entreprise.",
  provider_unknown_person: "Personne ici n’est lié à votre compte chez {name}. Demandez à un administrateur.",
  provider_no_role: "Vos groupes chez {name} ne vous donnent aucun rôle ici. Demandez à un administrateur.",
  provider_deactivated: "Votre accès ici a pris fin. Demandez à un administrateur.",
};

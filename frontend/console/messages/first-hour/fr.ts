/** The texts of the first hour, in French. */
import type { Texts } from "../../../shared/languages";
import type { firstHour as english } from "./en";

export const firstHour: Texts<typeof english> = {
  first_title: "Configurer Baton",
  first_intro:
    "Bienvenue. Vous êtes la première personne ici : choisissez un mot de passe, et vous administrez Baton.",
  first_password: "Votre mot de passe",
  first_begin: "Commencer",
  first_have_sign_in: "J’ai déjà un compte",
  first_link_dead:
    "Ce lien a servi ou a expiré. Connectez-vous, ou demandez « ./baton people reset » à votre exploitant.",
  first_steps: "Étapes",
  first_state_open: "à faire",
  first_state_done: "fait",
  first_state_skipped: "passée",
  first_next: "Suivant",
  first_skip: "Passer cette étape",
  first_finish: "Terminer",
  first_finish_later: "Terminer sans cette étape",
  first_administrator: "Vous",
  first_administrator_title: "Qui êtes-vous ?",
  first_administrator_hint: "Cette adresse sert à vous connecter. Vos collègues voient votre nom.",
  first_name: "Nom",
  first_company: "Entreprise",
  first_company_title: "À quoi ressemble l’entreprise ?",
  first_company_hint:
    "Nom, couleur et logo, tels que les clients les voient. Tout peut être changé plus tard dans les réglages.",
  first_articles: "Articles",
  first_articles_title: "À partir de quoi l’assistant répond-il ?",
  first_articles_hint:
    "Importez votre centre d’aide, ou écrivez un premier article. L’assistant ne répond qu’à partir d’articles publiés.",
  first_write_article: "Écrire un article",
  first_questions: "Questions",
  first_questions_title: "Posez-lui cinq questions",
  first_questions_hint:
    "Demandez comme le feraient vos clients. Vous voyez ce qu’ils liraient, de quel article, et le degré de certitude.",
  first_question: "Question",
  first_ask: "Demander",
  first_suggestions: "Ou essayez l’une de celles-ci",
  first_asked: "{count} sur {total} posées",
  first_sure: "sûr à {share}",
  first_action_answer: "Répond",
  first_action_tentative: "Propose une piste",
  first_action_clarify: "Demande une précision",
  first_action_suggest: "Propose des sujets",
  first_action_hand_over: "Appelle une personne",
  first_action_reply: "Répond de lui-même",
  first_people: "Collègues",
  first_people_title: "Réunissez les gens et le site",
  first_people_hint: "Invitez vos collègues avec un lien à leur envoyer, et placez le chat sur votre site.",
  first_invite: "Inviter un collègue",
  first_invite_button: "Inviter",
  first_invited: "Lien pour {name}, valable sept jours",
  first_role: "Rôle",
  first_over: "Baton est prêt",
  first_over_hint:
    "Ouvrez votre site pour voir le chat. Vous recevez des conversations quand vous êtes en ligne : choisissez-le sous votre nom. Tout peut être changé à tout moment.",
  first_editor: "Éditeur",
};

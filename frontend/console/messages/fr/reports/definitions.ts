/** What each figure of a report means, in French. */
import type { Texts } from "../../../../shared/languages";
import type { reportDefinitions as en } from "../../en/reports/definitions";

export const reportDefinitions: Texts<typeof en> = {
  define_conversations:
    "Conversations où le client a écrit ou demandé une personne pour la première fois pendant la période.",
  define_customer_messages: "Messages des clients dans ces conversations.",
  define_requests: "Demandes d'une personne faites pendant la période.",
  define_first_reply:
    "De la demande d'une personne au premier message d'un agent au client, en ne comptant que les heures d'ouverture du service. Les messages du bot et les notes internes ne comptent pas. Médiane des demandes qui en ont reçu un.",
  define_wait:
    "De la demande d'une personne jusqu'à ce qu'un agent accepte, à l'horloge. Médiane des demandes acceptées.",
  define_abandonment:
    "Demandes terminées avant qu'un agent accepte : le client est revenu au bot, a laissé une adresse ou un numéro, ou est parti. Part des demandes qui n'attendent plus.",
  define_first_reply_met:
    "Premières réponses dans le délai visé par le service, en heures d'ouverture. Part de celles qui étaient dues.",
  define_next_reply_met:
    "Réponses suivantes dans le délai visé par le service, en heures d'ouverture. Part de celles qui étaient dues.",
  define_resolution_met:
    "Demandes terminées dans le délai visé par le service, en heures d'ouverture. Part de celles qui étaient dues.",
  define_active_time:
    "Temps moyen de traitement (AHT) : le temps actif de l'agent, de l'acceptation à la fin. Entre deux messages, cinq minutes au plus comptent ; les pauses plus longues et le temps mis de côté ne comptent pas. Moyenne des attributions terminées.",
  define_wall_time: "Les mêmes attributions à l'horloge, avec toutes les pauses. Moyenne.",
  define_transfers: "Demandes qu'un agent a transférées au moins une fois. Part des demandes acceptées.",
  define_requeues:
    "Demandes revenues au moins une fois dans la file, parce que l'agent les a rendues ou a disparu. Part des demandes acceptées.",
  define_load:
    "Conversations qu'un agent avait en même temps, en moyenne sur le temps où il en avait au moins une.",
  define_replies: "Messages que les agents ont envoyés aux clients dans ces attributions.",
  define_assignments:
    "Conversations que des agents ont acceptées pendant la période. Celle qui revient à un agent compte de nouveau.",
  define_first_contact:
    "Résolution au premier contact : aucun autre contact dans les 72 heures après le dernier message, dans cette conversation ou une autre, sur tout canal. Part des conversations terminées de clients connus par une identité vérifiée ou par une adresse ou un numéro laissé, et dont les 72 heures sont passées.",
  define_unknown_customers:
    "Conversations terminées de clients que Baton ne reconnaîtrait pas. Elles ne sont pas dans la part ci-dessus.",
  define_too_early:
    "Conversations de clients connus dont les 72 heures ne sont pas encore passées. Elles ne sont pas dans la part ci-dessus.",
  define_reopened:
    "Conversations que le client a rouvertes après leur fin. Part des conversations qui étaient terminées.",
  define_csat:
    "Satisfaction des clients (CSAT) : évaluations de 4 ou 5 sur 5. Part de toutes les évaluations.",
  define_mean_score: "Moyenne de toutes les évaluations, de 1 à 5.",
  define_rated: "Conversations évaluées. Part des conversations qui étaient terminées.",
  define_confirmed:
    "Résolution confirmée : personne n'est intervenu, et le client a dit que cela l'a aidé, par un pouce, un bouton ou une évaluation de 4 ou 5. Part de toutes les conversations.",
  define_assumed:
    "Résolution supposée : personne n'est intervenu, la dernière décision du bot était une réponse, et le client est parti sans rien en dire. Part de toutes les conversations.",
  define_gave_up:
    "Abandonnées : personne n'est intervenu, et le client a dit que cela ne l'a pas aidé, a évalué 1 ou 2, ou est parti sans réponse. Part de toutes les conversations.",
  define_with_people:
    "Transmises : le client a demandé une personne, ou une personne est intervenue. Part de toutes les conversations.",
  define_no_question:
    "Sans question : rien n'a été demandé à quoi le bot puisse répondre, une salutation par exemple. Part de toutes les conversations.",
  define_still_open:
    "Encore ouvertes : avec le bot, et pas encore terminées. Part de toutes les conversations.",
  define_cannot_tell:
    "Indéterminées : les données du client ont été effacées. Part de toutes les conversations.",
  define_bot_answers: "Réponses que le bot a données comme sûres.",
  define_bot_tentative: "Réponses que le bot a données comme supposition.",
  define_bot_asked_back:
    "Fois où le bot a demandé de quel sujet il s'agissait, ou a nommé des sujets proches.",
  define_bot_handed_over: "Fois où le bot a décidé de transmettre au lieu de répondre.",
};

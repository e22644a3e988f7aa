/** What each figure of a report means: the same words as in `chat/reports/definitions.py`. */
export const reportDefinitions = {
  define_conversations:
    "Conversations in which the customer first wrote, or first asked for a person, in the period.",
  define_customer_messages: "Messages by customers in these conversations.",
  define_requests: "Requests for a person (handoffs) that were made in the period.",
  define_first_reply:
    "From the request for a person to the first message that an agent sent the customer, counting only the department's opening hours. The bot's messages and internal notes do not count. Median of the requests that got one.",
  define_wait:
    "From the request for a person until an agent accepted, on the clock. Median of the accepted requests.",
  define_abandonment:
    "Requests that ended before any agent accepted: the customer went back to the bot, left an address or number, or left. Share of the requests that no longer wait.",
  define_first_reply_met:
    "First replies within the department's target, in opening hours. Share of those that were due.",
  define_next_reply_met:
    "Later replies within the department's target, in opening hours. Share of those that were due.",
  define_resolution_met:
    "Handoffs that were over within the department's target, in opening hours. Share of those that were due.",
  define_active_time:
    "Average handling time (AHT): the agent's active time from accepting to the end. Between two messages at most five minutes count; longer pauses and snoozed time do not. Mean of the assignments that have ended.",
  define_wall_time: "The same assignments by the clock, with all pauses. Mean.",
  define_transfers: "Requests that an agent transferred at least once. Share of the accepted requests.",
  define_requeues:
    "Requests that went back to the queue at least once, because the agent gave them back or was lost. Share of the accepted requests.",
  define_load:
    "Conversations that an agent had at once, on average over the time in which they had at least one.",
  define_replies: "Messages that agents sent customers in these assignments.",
  define_assignments:
    "Conversations that agents accepted in the period. One that comes back to an agent counts again.",
  define_first_contact:
    "First-contact resolution: no further contact within 72 hours of the last message, in this or another conversation, on any channel. Share of the conversations that are over, by a customer known by verified identity or by an address or number that they left, and whose 72 hours have passed.",
  define_unknown_customers:
    "Conversations that are over, by customers whom Baton would not recognise. They are not in the share above.",
  define_too_early:
    "Conversations of known customers whose 72 hours have not passed yet. They are not in the share above.",
  define_reopened:
    "Conversations that the customer reopened after they were over. Share of the conversations that were over.",
  define_csat: "Customer satisfaction (CSAT): ratings of 4 or 5 of 5. Share of all ratings.",
  define_mean_score: "Mean of all ratings, from 1 to 5.",
  define_rated: "Conversations with a rating. Share of the conversations that were over.",
  define_confirmed:
    "Confirmed solved: no person took part, and the customer said that it helped, by a thumb, a button or a rating of 4 or 5. Share of all conversations.",
  define_assumed:
    "Assumed solved: no person took part, the bot's last decision was an answer, and the customer left without saying anything about it. Share of all conversations.",
  define_gave_up:
    "Gave up: no person took part, and the customer said that it did not help, or rated 1 or 2, or left without an answer. Share of all conversations.",
  define_with_people:
    "Handed over: the customer asked for a person, or a person took part. Share of all conversations.",
  define_no_question:
    "No question: nothing was asked that the bot could answer, such as a greeting alone. Share of all conversations.",
  define_still_open: "Still open: with the bot, and not over yet. Share of all conversations.",
  define_cannot_tell: "Cannot be told: the customer's data was erased. Share of all conversations.",
  define_bot_answers: "Answers that the bot gave as sure.",
  define_bot_tentative: "Answers that the bot gave as a guess.",
  define_bot_asked_back: "Times that the bot asked which topic was meant, or named topics that come near.",
  define_bot_handed_over: "Times that the bot decided to hand over instead of answering.",
} as const satisfies Record<string, string>;

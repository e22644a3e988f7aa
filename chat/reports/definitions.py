"""What each figure says and of what it is a count.

The page shows these words in its reader's language; the API in English. `docs/reports.md` has the same list; a test
compares them.
"""

from collections.abc import Mapping

DEFINITIONS: Mapping[str, str] = {
    # Volume
    "conversations": "Conversations in which the customer first wrote, or first asked for a person, in the period.",
    "customer_messages": "Messages by customers in these conversations.",
    "requests": "Requests for a person (handoffs) that were made in the period.",
    # Service
    "first_reply": (
        "From the request for a person to the first message that an agent sent the customer, counting only the "
        "department's opening hours. The bot's messages and internal notes do not count. Median of the requests "
        "that got one."
    ),
    "wait": ("From the request for a person until an agent accepted, on the clock. Median of the accepted requests."),
    "abandonment": (
        "Requests that ended before any agent accepted: the customer went back to the bot, left an address or "
        "number, or left. Share of the requests that no longer wait."
    ),
    "first_reply_met": (
        "First replies within the department's target, in opening hours. Share of those that were due."
    ),
    "next_reply_met": ("Later replies within the department's target, in opening hours. Share of those that were due."),
    "resolution_met": (
        "Handoffs that were over within the department's target, in opening hours. Share of those that were due."
    ),
    # Handling
    "active_time": (
        "Average handling time (AHT): the agent's active time from accepting to the end. Between two messages at "
        "most five minutes count; longer pauses and snoozed time do not. Mean of the assignments that have ended."
    ),
    "wall_time": "The same assignments by the clock, with all pauses. Mean.",
    "transfers": "Requests that an agent transferred at least once. Share of the accepted requests.",
    "requeues": (
        "Requests that went back to the queue at least once, because the agent gave them back or was lost. Share "
        "of the accepted requests."
    ),
    "load": ("Conversations that an agent had at once, on average over the time in which they had at least one."),
    "replies": "Messages that agents sent customers in these assignments.",
    "assignments": ("Conversations that agents accepted in the period. One that comes back to an agent counts again."),
    # Resolution
    "first_contact": (
        "First-contact resolution: no further contact within 72 hours of the last message, in this or another "
        "conversation, on any channel. Share of the conversations that are over, by a customer known by verified "
        "identity or by an address or number that they left, and whose 72 hours have passed."
    ),
    "unknown_customers": (
        "Conversations that are over, by customers whom Baton would not recognise. They are not in the share above."
    ),
    "too_early": (
        "Conversations of known customers whose 72 hours have not passed yet. They are not in the share above."
    ),
    "reopened": (
        "Conversations that the customer reopened after they were over. Share of the conversations that were over."
    ),
    # Satisfaction
    "csat": "Customer satisfaction (CSAT): ratings of 4 or 5 of 5. Share of all ratings.",
    "mean_score": "Mean of all ratings, from 1 to 5.",
    "rated": "Conversations with a rating. Share of the conversations that were over.",
    # Containment
    "confirmed": (
        "Confirmed solved: no person took part, and the customer said that it helped, by a thumb, a button or a "
        "rating of 4 or 5. Share of all conversations."
    ),
    "assumed": (
        "Assumed solved: no person took part, the bot's last decision was an answer, and the customer left without "
        "saying anything about it. Share of all conversations."
    ),
    "gave_up": (
        "Gave up: no person took part, and the customer said that it did not help, or rated 1 or 2, or left "
        "without an answer. Share of all conversations."
    ),
    "with_people": ("Handed over: the customer asked for a person, or a person took part. Share of all conversations."),
    "no_question": (
        "No question: nothing was asked that the bot could answer, such as a greeting alone. Share of all "
        "conversations."
    ),
    "still_open": "Still open: with the bot, and not over yet. Share of all conversations.",
    "cannot_tell": "Cannot be told: the customer's data was erased. Share of all conversations.",
    "bot_answers": "Answers that the bot gave as sure.",
    "bot_tentative": "Answers that the bot gave as a guess.",
    "bot_asked_back": "Times that the bot asked which topic was meant, or named topics that come near.",
    "bot_handed_over": "Times that the bot decided to hand over instead of answering.",
}

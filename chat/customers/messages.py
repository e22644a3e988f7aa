"""A customer's message for all of Baton: it is stored and delivered to whoever reads it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from chat.customers.contact_in_words import take_contact_in_words
from chat.customers.language import hear_message
from chat.turns.abuse import abuses_agent
from conversations.conversation import Message
from conversations.service import get, post_customer_message
from handoff.cooldowns.repository import note_abuse
from handoff.lifecycle.returns import customer_wrote
from handoff.queue.department_menu import choose_in_words


def receive_message(
    connection: Connection,
    conversation_id: str,
    client_message_id: str,
    text: str,
    choice: str | None,
    now: datetime,
    attachments: Sequence[str] = (),
) -> tuple[Message, bool]:
    """Like `post_customer_message`. It also ends a snooze, or queues the customer for an agent who promised to call.

    A waiting customer may also name a department of the menu, or say how to reach them.
    """
    before = get(connection, conversation_id, lock=True)
    message, new = post_customer_message(connection, before, client_message_id, text, choice, now, attachments)
    if new and before.status == "queued":
        choose_in_words(connection, conversation_id, text, now)
        take_contact_in_words(connection, before, text, now)
    if new and before.status == "assigned" and abuses_agent(text):
        note_abuse(connection, conversation_id, now)
    if new and before.status in ("queued", "assigned"):  # otherwise a turn of the bot hears it
        hear_message(connection, conversation_id, message, now)
    if new and before.status != "bot":  # with the bot there is no snooze and no promised call-back
        customer_wrote(connection, conversation_id, now, reopened=before.status == "resolved")
    return message, new

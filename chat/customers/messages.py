"""A customer's message as the whole of Baton takes it: stored, and brought to whoever is to read it."""

from datetime import datetime

from sqlalchemy import Connection

from chat.turns.abuse import abuses_agent
from conversations.conversation import Message
from conversations.service import get, post_customer_message
from handoff.cooldowns.repository import note_abuse
from handoff.lifecycle.returns import customer_wrote
from handoff.queue.department_menu import choose_in_words


def receive_message(
    connection: Connection, conversation_id: str, client_message_id: str, text: str, choice: str | None, now: datetime
) -> tuple[Message, bool]:
    """As `post_customer_message`, and what was set aside or promised comes back by it."""
    before = get(connection, conversation_id, lock=True)
    message, new = post_customer_message(connection, before, client_message_id, text, choice, now)
    if new and before.status == "queued":
        choose_in_words(connection, conversation_id, text, now)
    if new and before.status == "assigned" and abuses_agent(text):
        note_abuse(connection, conversation_id, now)
    if new and before.status != "bot":  # what the bot has, nobody has set aside or given their word in
        customer_wrote(connection, conversation_id, now, reopened=before.status == "resolved")
    return message, new

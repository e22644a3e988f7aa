"""The customer's language where the bot does not read their words: while they wait, with an agent, or before its turn.

A turn of the bot notes the language itself (`chat/turns/runner.py`). Without this, a customer who asks for a person at
once keeps their widget's language, and agents are offered no translation of what they write.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from chat.turns.language import heard_language
from conversations import repository
from conversations.conversation import Conversation, Message
from conversations.service import get
from handoff.handoffs import repository as handoffs
from handoff.handoffs.languages import customer_language
from kit.events import tell


def hear_unread(connection: Connection, conversation: Conversation, now: datetime) -> None:
    """Notes the language of what the bot has not read yet, of a locked conversation that is about to leave it."""
    numbers = range(conversation.turn + 1, conversation.turns_opened + 1)
    found = (repository.find_turn_message(connection, conversation.id, number) for number in numbers)
    _hear(connection, conversation, [message for message in found if message is not None], now)


def hear_message(connection: Connection, conversation_id: str, message: Message, now: datetime) -> None:
    """Notes the language of a message that only people read, and lets a waiting handoff need it."""
    _hear(connection, get(connection, conversation_id, lock=True), [message], now)


def _hear(connection: Connection, conversation: Conversation, messages: Sequence[Message], now: datetime) -> None:
    memory = dict(conversation.memory)
    for message in messages:
        if message.draft.choice is None:  # the title of a button is not the customer's own words
            memory = heard_language(memory, message.draft.text)
    if memory == conversation.memory:
        return
    repository.change(connection, conversation, now, memory=memory)
    language = customer_language(get(connection, conversation.id))
    if language == customer_language(conversation):
        return
    tell(connection, "conversation.changed", conversation_id=conversation.id)
    waiting = handoffs.find_open(connection, conversation.id)
    if waiting is not None and waiting.state == "waiting":
        handoffs.change(connection, waiting.id, language=language)
        tell(connection, "queue.changed")

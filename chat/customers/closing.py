"""What customers say beside messages, stored: whether an answer helped, how it was, and how to reach them."""

from datetime import datetime

from sqlalchemy import Connection

from chat.turns.outcomes import note_feedback
from conversations import repository
from conversations.contact import Contact
from conversations.service import get, post_event
from handoff.follow_ups import service as follow_ups
from handoff.handoffs.timeline import contact_left
from kit.errors import NotFound
from kit.events import tell


def put_feedback(
    connection: Connection, conversation_id: str, seq: int, helpful: bool, reason: str | None, now: datetime
) -> None:
    # The lock runs two quick clicks one after the other.
    conversation = get(connection, conversation_id, lock=True)
    message = repository.find_message(connection, conversation_id, seq) if seq <= conversation.last_seq else None
    if message is None or not message.visible_to("customer"):
        raise NotFound()
    repository.put_feedback(connection, conversation_id, seq, helpful, now, reason)
    tell(connection, "answer.rated", conversation_id=conversation_id, seq=seq, helpful=helpful, reason=reason)
    note_feedback(connection, conversation_id, seq, helpful, now)


def put_rating(connection: Connection, conversation_id: str, score: int, comment: str | None, now: datetime) -> None:
    get(connection, conversation_id, lock=True)
    repository.put_rating(connection, conversation_id, score, comment, now)
    tell(connection, "conversation.rated", conversation_id=conversation_id, score=score)


def put_contact(connection: Connection, conversation_id: str, contact: Contact, now: datetime) -> None:
    """Stores the contact and writes what will follow into the timeline, where agents see it."""
    conversation = get(connection, conversation_id, lock=True)
    follow_ups.leave_contact(connection, conversation, contact, now)
    post_event(connection, conversation, "contact.left", now, text=contact_left(contact))

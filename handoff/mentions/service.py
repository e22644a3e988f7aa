"""Mentions: a note with @ and a colleague's name notifies them, if they may read the conversation.

Mentions are found in the note's text, so notes from programs and from any console work the same way.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations import repository
from conversations.conversation import Conversation, Message
from conversations.search import snippet
from handoff.mentions import repository as mentions_repository
from handoff.views.access import may_read, person_reads, readable
from kit.auth import Principal
from kit.clock import to_text
from kit.events import tell
from staff.people import repository as people_repository
from staff.people.person import Person

MOST = 100


def list_colleagues(connection: Connection, agent: Principal, conversation_id: str) -> list[dict[str, str]]:
    """Returns who can be mentioned in a conversation: everybody else who may read it. Raises NotFound."""
    conversation, _ = readable(connection, agent, conversation_id)
    return [{"id": person.id, "name": person.name} for person in _readers(connection, conversation, but=agent.id)]


def note_mentions(
    connection: Connection, conversation: Conversation, note: Message, author: Principal, now: datetime
) -> None:
    """Stores whom a saved note mentions. Each of them is notified after the commit."""
    for person in mentioned(note.draft.text, _readers(connection, conversation, but=author.id)):
        mentions_repository.insert_mention(connection, conversation.id, note.seq, person.id, author.name, now)
        tell(connection, "mention.changed", conversation_id=conversation.id, person_id=person.id)


def mentioned(text: str, people: Sequence[Person]) -> list[Person]:
    """Returns the people that a text mentions. Longer names match first; a shared name means everybody who has it."""
    found: list[Person] = []
    for name in sorted({person.name for person in people}, key=len, reverse=True):
        called = re.compile(rf"(?<!\w)@{re.escape(name)}(?!\w)", re.IGNORECASE)
        if called.search(text):
            text = called.sub(" ", text)
            found.extend(person for person in people if person.name == name)
    return found


def list_mentions(connection: Connection, agent: Principal) -> list[dict[str, Any]]:
    """Returns the caller's mentions in conversations they may still read, unread first."""
    bodies = []
    for row in mentions_repository.list_of(connection, agent.id, MOST):
        conversation = repository.find(connection, row["conversation_id"])
        note = repository.find_message(connection, row["conversation_id"], row["seq"])
        if conversation is None or note is None or not may_read(connection, agent, conversation):
            continue
        bodies.append(
            {
                "id": row["id"],
                "conversation_id": row["conversation_id"],
                "customer": (conversation.identity or {}).get("name"),
                "seq": row["seq"],
                "by": row["by_name"],
                "text": snippet(note.draft.text),
                "created_at": to_text(row["created_at"]),
                "read": row["read_at"] is not None,
            }
        )
    return bodies


def read_mentions(connection: Connection, agent: Principal, conversation_id: str, now: datetime) -> None:
    """Marks the caller's mentions in this conversation as read, on all of their devices."""
    readable(connection, agent, conversation_id)
    if mentions_repository.mark_read(connection, conversation_id, agent.id, now):
        tell(connection, "mention.changed", conversation_id=conversation_id, person_id=agent.id)


def _readers(connection: Connection, conversation: Conversation, *, but: str) -> list[Person]:
    return [
        person
        for person in people_repository.list_people(connection)
        if person.active and person.id != but and person_reads(person, conversation)
    ]

"""Writes the handoff of a conversation that joins or rejoins the queue, with what it needs at that moment."""

from datetime import datetime

from sqlalchemy import Connection

from conversations.conversation import Conversation
from handoff.handoffs import repository
from handoff.handoffs.handoff import REASONS, Handoff
from handoff.handoffs.languages import speaks
from handoff.queue.needs import needs_of
from staff.people import repository as people_repository


def enqueue(
    connection: Connection,
    conversation: Conversation,
    reason: str,
    now: datetime,
    *,
    note: str | None = None,
    department_id: str | None = None,
    wanted_agent_id: str | None = None,
) -> Handoff:
    return repository.insert_handoff(
        connection,
        conversation.id,
        now,
        reason=reason,
        note=note,
        department_id=department_id,
        wanted_agent_id=wanted_agent_id,
        priority=REASONS.get(reason, 0),
        **needs_of(connection, conversation, reason, department_id, now).values(),
    )


def requeue_handoff(
    connection: Connection,
    conversation: Conversation,
    now: datetime,
    department_id: str | None = None,
    wanted_agent_id: str | None = None,
    note: str | None = None,
) -> None:
    """Requeues the same handoff at its old position. Creates one if a supervisor had taken over without a handoff."""
    handoff = repository.find_open(connection, conversation.id)
    if handoff is None:
        enqueue(
            connection,
            conversation,
            "transferred",
            now,
            note=note,
            department_id=department_id,
            wanted_agent_id=wanted_agent_id,
        )
        return
    department_id = department_id or handoff.department_id
    repository.change(
        connection,
        handoff.id,
        state="waiting",
        agent_id=None,
        agent_name=None,
        taken_at=None,
        department_id=department_id,
        wanted_agent_id=wanted_agent_id,
        note=note or handoff.note,
        language_matched=None,
        **needs_of(connection, conversation, handoff.reason, department_id, now).values(),
    )


def matches_language(connection: Connection, agent_id: str, language: str | None) -> bool | None:
    """Returns whether the agent speaks the language; None if there is no language."""
    person = people_repository.find(connection, agent_id) if language else None
    return None if person is None else speaks(person.languages, language)

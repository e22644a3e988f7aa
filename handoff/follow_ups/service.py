"""Getting back to a customer: contact details they left, callbacks that agents promised, and snoozed conversations.

Each follow-up is a row with a due time, so restarts lose none. A snoozed conversation stays with its agent, who need
not be present meanwhile. `handoff/lifecycle/returns.py` brings it back.
"""

from datetime import datetime

from sqlalchemy import Connection

from conversations import repository as conversations
from conversations.contact import Contact
from conversations.conversation import Conversation
from conversations.service import get, post_event
from handoff.follow_ups import repository
from handoff.follow_ups.follow_up import CONTACT_DUE, FollowUp
from handoff.handoffs.assignment import assigned_to
from kit.auth import Principal
from kit.clock import to_text
from kit.errors import Conflict
from kit.events import tell


def leave_contact(connection: Connection, conversation: Conversation, contact: Contact, now: datetime) -> FollowUp:
    """Stores contact details with a follow-up. Leaving details again updates the same follow-up."""
    conversations.insert_contact(connection, conversation.id, contact, now)
    tell(connection, "follow_up.changed", conversation_id=conversation.id)
    known = repository.find_open(connection, conversation.id, "contact")
    if known is None:
        ways = {"email": contact.email, "phone": contact.phone}
        return repository.insert_follow_up(
            connection, conversation.id, "contact", contact.note, now + CONTACT_DUE, now, **ways
        )
    repository.change(connection, known.id, **contact.body())
    return known


def call_back(
    connection: Connection, conversation: Conversation, agent: Principal, due_at: datetime, note: str, now: datetime
) -> FollowUp:
    """Records an agent's promise that somebody gets back to the customer. The conversation must be locked."""
    made = repository.insert_follow_up(
        connection, conversation.id, "call_back", note, due_at, now, agent_id=agent.id, agent_name=agent.name
    )
    text = f"{agent.name} will get back by {to_text(due_at)}. {note}".strip()
    post_event(connection, conversation, "follow_up.created", now, text=text, visibility="internal")
    tell(connection, "follow_up.changed", conversation_id=conversation.id)
    return made


def snooze(
    connection: Connection, conversation_id: str, agent: Principal, due_at: datetime, note: str, now: datetime
) -> Conversation:
    """Snoozes a conversation; snoozing again changes the time. Raises unless the agent has the conversation."""
    conversation = assigned_to(connection, conversation_id, agent)
    repository.close_open(connection, conversation_id, "snooze", "cancelled", agent.name, now)
    repository.insert_follow_up(
        connection,
        conversation_id,
        "snooze",
        note,
        due_at,
        now,
        agent_id=conversation.agent_id,
        agent_name=conversation.agent_name,
    )
    text = f"Set aside until {to_text(due_at)}. {note}".strip()
    changed = post_event(connection, conversation, "conversation.snoozed", now, text=text, visibility="internal")
    _tell(connection, conversation_id)
    return changed


def end_snooze(connection: Connection, conversation_id: str, agent: Principal, now: datetime) -> Conversation:
    """Ends a snooze early, at the agent's request. Changes nothing if the conversation is not snoozed."""
    conversation = assigned_to(connection, conversation_id, agent)
    return wake(connection, conversation, "Taken up again.", agent.name, now)


def keep(connection: Connection, found: FollowUp, agent: Principal, now: datetime) -> FollowUp:
    """Marks the follow-up as kept. Repeating it changes nothing. Raises `wrong_status` if it was cancelled."""
    if found.state == "cancelled":
        raise Conflict("This follow-up was cancelled.", code="wrong_status")
    if found.state == "kept":
        return found
    conversation = get(connection, found.conversation_id, lock=True)
    if found.kind == "snooze":
        raise Conflict("A snooze cannot be marked as kept. End the snooze instead.", code="wrong_status")
    repository.change(connection, found.id, state="kept", closed_at=now, closed_by=agent.name)
    text = f"{agent.name} has come back to the customer. {found.note}".strip()
    post_event(connection, conversation, "follow_up.kept", now, text=text, visibility="internal")
    _tell(connection, found.conversation_id)
    return _again(connection, found)


def postpone(connection: Connection, found: FollowUp, due_at: datetime) -> FollowUp:
    """Gives an open follow-up another due time. Raises `wrong_status` for a closed one."""
    if found.state != "open":
        raise Conflict("This follow-up is closed.", code="wrong_status")
    repository.change(connection, found.id, due_at=due_at)
    _tell(connection, found.conversation_id)
    return _again(connection, found)


def wake(connection: Connection, conversation: Conversation, text: str, by: str | None, now: datetime) -> Conversation:
    """Ends a snooze and adds a timeline message. Changes nothing if the conversation is not snoozed."""
    if not repository.close_open(connection, conversation.id, "snooze", "kept", by, now):
        return conversation
    _tell(connection, conversation.id)
    return post_event(connection, conversation, "conversation.woken", now, text=text, visibility="internal")


def _again(connection: Connection, before: FollowUp) -> FollowUp:
    found = repository.find(connection, before.id)
    assert found is not None
    return found


def _tell(connection: Connection, conversation_id: str) -> None:
    tell(connection, "follow_up.changed", conversation_id=conversation_id)
    tell(connection, "conversation.changed", conversation_id=conversation_id)

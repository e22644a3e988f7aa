"""Conversations that come back: the snooze is over, or the customer has written again.

A snoozed conversation returns to its agent. If the agent is gone, it returns to its old queue position.
"""

from datetime import datetime

from sqlalchemy import Connection

from conversations.conversation import Conversation
from conversations.service import get
from handoff.follow_ups import repository as follow_ups
from handoff.follow_ups.service import wake
from handoff.handoffs.timeline import NOT_HERE
from handoff.lifecycle import service
from handoff.presence import service as presence


def end_due_snooze(connection: Connection, conversation_id: str, now: datetime) -> None:
    """Ends a snooze whose time is up, if the conversation is still snoozed."""
    conversation = get(connection, conversation_id, lock=True)
    snoozed = follow_ups.find_open(connection, conversation_id, "snooze")
    if snoozed is None or snoozed.due_at > now:
        return
    _back(connection, conversation, f"The time is up. {snoozed.note}".strip(), now)


def customer_wrote(connection: Connection, conversation_id: str, now: datetime, *, reopened: bool) -> None:
    """Handles a customer's message in a conversation that is snoozed or has a promised callback.

    The message ends a snooze. If an agent promised a callback, a reopened conversation joins the queue instead of
    going to the bot.
    """
    conversation = get(connection, conversation_id, lock=True)
    if reopened and conversation.status == "bot":
        given = follow_ups.find_open(connection, conversation_id, "call_back")
        if given is not None:
            service.request_handoff(connection, conversation, "follow_up", now, wanted_agent_id=given.agent_id)
    elif follow_ups.find_open(connection, conversation_id, "snooze") is not None:
        _back(connection, conversation, "The customer has written.", now)


def _back(connection: Connection, conversation: Conversation, text: str, now: datetime) -> None:
    """Returns the conversation to its agent, or to the queue if the agent is not present."""
    changed = wake(connection, conversation, text, None, now)
    if changed.status == "assigned" and not presence.is_there(connection, changed.agent_id or "", now):
        service.requeue_without_agent(connection, changed, now, NOT_HERE)

"""A conversation's body as its readers get it, combined from several packages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations.conversation import Conversation, Reader
from conversations.merges import repository as merges
from conversations.merges.service import leads_elsewhere
from conversations.seen.service import seen_body
from handoff.follow_ups.repository import snoozed_until
from handoff.handoffs import repository as handoffs
from handoff.handoffs.handoff import EXITS
from handoff.handoffs.languages import customer_language
from handoff.offers.effort import requirements_of
from handoff.queue.department_menu import menu_of
from handoff.queue.positions import queue_position_of
from handoff.resolutions.service import resolution_body
from handoff.tags.repository import names_of
from handoff.timers.service import read_timers
from kit.clock import to_text


def conversation_body(
    connection: Connection,
    conversation: Conversation,
    reader: Reader,
    now: datetime,
    timers: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    tags: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Returns the body of `GET /conversations/{id}`. Staff also see the handoff's reason and the customer's page.

    `departments` are the ones that a waiting customer may choose from. Lists pass in `timers` and `tags`, which they
    read for all rows at once.
    """
    position = queue_position_of(connection, conversation.id, now) if conversation.status == "queued" else None
    body: dict[str, Any] = {
        "id": conversation.id,
        "status": conversation.status,
        "last_seq": conversation.last_seq_for(reader),
        "queue": position.body() if position else None,
        "agent": {"name": conversation.agent_name} if conversation.agent_name else None,
    }
    if conversation.status == "queued":
        body["exits"] = list(EXITS)
        body["departments"] = [each.offered(now) for each in menu_of(connection, conversation)]
    if reader == "customer" and leads_elsewhere(connection, conversation):
        body["continues_elsewhere"] = True
    if reader == "staff":
        known = read_timers(connection, [conversation.id]) if timers is None else timers
        given = (names_of(connection, [conversation.id]) if tags is None else tags).get(conversation.id, [])
        body |= _staff_part(connection, conversation, given) | {"timers": known.get(conversation.id, [])}
    return body


def _staff_part(connection: Connection, conversation: Conversation, tags: Sequence[str]) -> dict[str, Any]:
    handoff = handoffs.find_latest(connection, conversation.id)
    identity = conversation.identity or {}
    aside = conversation.status == "assigned"  # a snooze ends with the assignment
    merged = merges.find_active(connection, conversation.id) if conversation.status == "resolved" else None
    snoozed = snoozed_until(connection, [conversation.id]).get(conversation.id) if aside else None
    return {
        "agent_id": conversation.agent_id,
        "snoozed_until": to_text(snoozed) if snoozed else None,
        "tags": list(tags),
        "resolution": resolution_body(connection, conversation.id, tags),
        "left_draft": _left_draft(connection, conversation),
        "merged_into": merged.into_id if merged else None,
        "seen": seen_body(connection, conversation.id),
        "customer": identity.get("name"),
        "department": conversation.department_id,
        "locale": conversation.locale,
        "language": customer_language(conversation),
        "page_url": conversation.page_url,
        "created_at": to_text(conversation.created_at),
        "updated_at": to_text(conversation.updated_at),
        "handoff": None
        if handoff is None
        else {
            "id": handoff.id,
            "reason": handoff.reason,
            "note": handoff.note,
            "priority": handoff.priority,
            "waiting_since": to_text(handoff.waiting_since),
            "language_matched": handoff.language_matched,
            **requirements_of(handoff),
        },
    }


def _left_draft(connection: Connection, conversation: Conversation) -> dict[str, Any] | None:
    """Returns the previous agent's unsent draft, for the agent who has the conversation or may accept it."""
    left = (
        handoffs.find_left_draft(connection, conversation.id) if conversation.status in ("queued", "assigned") else None
    )
    if left is None:
        return None
    agent = {"id": left.agent_id, "name": left.agent_name}
    return {"agent": agent, "text": left.text, "drafted_at": to_text(left.drafted_at)}

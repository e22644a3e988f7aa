"""The live board: who is waiting and for how long, who has which conversation, and which customers await a reply."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from conversations import repository as conversation_repository
from conversations.conversation import Conversation
from conversations.models import conversations, messages
from handoff.follow_ups import repository as follow_ups_repository
from handoff.offers.choice import Rules
from handoff.offers.effort_repository import sum_effort
from handoff.offers.service import capacity_of
from handoff.presence import service as presence
from handoff.queue.service import list_queue
from handoff.timers.service import list_reached
from kit.clock import to_text
from staff.people import repository as people_repository

MOST = 1_000


def read_board(connection: Connection, now: datetime, rules: Rules) -> dict[str, Any]:
    """Returns the board at one moment. Agents with the most conversations come first, then those who are present.

    `rules` say how many conversations an agent takes, and at which effort they count as overloaded.
    """
    held = _assigned(connection)
    open_since = _unanswered_since(connection)
    aside = follow_ups_repository.snoozed_until(connection, [each.id for each in held])
    of_agent: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in held:
        of_agent[each.agent_id or ""].append(_held(each, open_since.get(each.id), aside.get(each.id)))
    waiting = list_queue(connection)
    everybody = presence.list_agents(connection, now)
    efforts = sum_effort(connection, [agent["id"] for agent in everybody], now)
    since = presence.list_since(connection, now)
    most = {person.id: capacity_of(person, rules) for person in people_repository.list_people(connection)}
    agents = [
        {
            **agent,
            "since": since.get(agent["id"]),
            "at_most": most.get(agent["id"], rules.capacity),
            "conversations": of_agent[agent["id"]],
            **_load(efforts.get(agent["id"], 0.0), rules.overload),
        }
        for agent in everybody
    ]
    return {
        "at": to_text(now),
        "waiting": waiting,
        "longest_wait_since": min((entry["waiting_since"] for entry in waiting), default=None),
        "timers": list_reached(connection, now),
        "with_bot": _count_with_bot(connection),
        "agents": sorted(agents, key=lambda agent: -len(agent["conversations"])),
    }


def _load(effort: float, overload: float) -> dict[str, Any]:
    return {"effort": effort, "overloaded": effort >= overload}


def _assigned(connection: Connection) -> list[Conversation]:
    query = select(conversations.c.id).where(conversations.c.status == "assigned").order_by(conversations.c.created_at)
    return conversation_repository.find_many(connection, query.limit(MOST))


def _held(conversation: Conversation, since: datetime | None, aside: datetime | None) -> dict[str, Any]:
    identity = conversation.identity or {}
    return {
        "id": conversation.id,
        "customer": identity.get("name"),
        "unanswered_since": to_text(since) if since else None,
        "snoozed_until": to_text(aside) if aside else None,
    }


def _count_with_bot(connection: Connection) -> int:
    query = select(func.count()).select_from(conversations).where(conversations.c.status == "bot")
    return connection.scalar(query) or 0


def _unanswered_since(connection: Connection) -> dict[str, datetime]:
    """Returns when each unanswered customer first wrote after the agents' last public message."""
    spoke = messages.alias()
    last_word = (
        select(func.coalesce(func.max(spoke.c.seq), 0))
        .where(
            spoke.c.conversation_id == messages.c.conversation_id,
            spoke.c.author_kind == "agent",
            spoke.c.visibility == "public",
        )
        .scalar_subquery()
    )
    query = (
        select(messages.c.conversation_id, func.min(messages.c.created_at).label("since"))
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(
            conversations.c.status == "assigned",
            messages.c.author_kind == "customer",
            messages.c.seq > last_word,
        )
        .group_by(messages.c.conversation_id)
    )
    return {row.conversation_id: row.since for row in connection.execute(query)}

"""The queue as agents see it, and the wait that customers are told when they join it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import fmean
from typing import Any

from sqlalchemy import Connection

from handoff.handoffs import repository
from handoff.handoffs.handoff import Handoff
from handoff.handoffs.languages import speaks
from handoff.offers import repository as offers_repository
from handoff.offers.choice import Offer
from handoff.offers.effort import requirements_of
from handoff.queue.position import QueuePosition
from handoff.queue.positions import queue_position_of
from handoff.queue.who_waits import who_waits
from handoff.tags import repository as tags_repository
from handoff.timers.service import read_timers
from handoff.waits import repository as waits_repository
from kit.clock import to_text
from kit.errors import BadRequest
from staff.departments import repository as departments_repository
from staff.departments.department import Routing
from staff.people import repository as people_repository


def list_queue(
    connection: Connection, limit: int = repository.LONGEST_LIST, cursor: str | None = None
) -> list[dict[str, Any]]:
    """Returns who waits, in serving order: the first, or those behind `cursor`, the last handoff that is known.

    Raises `bad_cursor` if there never was such a handoff.
    """
    after = repository.find(connection, cursor) if cursor else None
    if cursor and after is None:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")
    offers = {offer.handoff_id: offer for offer in offers_repository.list_open(connection)}
    departments = departments_repository.list_departments(connection)
    routing: dict[str | None, Routing] = {each.id: each.routing for each in departments}
    routing[None] = next((each.routing for each in departments if each.is_default), "pick")
    waiting = repository.list_waiting(connection, limit, after)
    languages = people_repository.list_languages(connection, [offer.agent_id for offer in offers.values()])
    conversations = [handoff.conversation_id for handoff in waiting]
    timers = read_timers(connection, conversations, departments)
    who = who_waits(connection, conversations)
    tags = tags_repository.names_of(connection, conversations)
    return [
        {
            **queue_entry(handoff, routing.get(handoff.department_id, "pick"), offers.get(handoff.id), languages),
            "timers": timers[handoff.conversation_id],
            "tags": tags[handoff.conversation_id],
            **who[handoff.conversation_id],
        }
        for handoff in waiting
    ]


def rest_of(queue: Sequence[Mapping[str, Any]]) -> str | None:
    """The cursor of what a frame leaves out of the queue; None if it may be all."""
    return str(queue[-1]["handoff_id"]) if len(queue) >= repository.LONGEST_LIST else None


def queue_entry(
    handoff: Handoff, routing: Routing, offer: Offer | None, languages: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Unless `routing` is `pick`, only the agent of the `offer` is alerted, but everybody may accept.

    `languages` maps the agents of offers to the languages they speak.
    """
    return {
        "handoff_id": handoff.id,
        "conversation_id": handoff.conversation_id,
        "reason": handoff.reason,
        "note": handoff.note,
        "department": handoff.department_id,
        "wanted_agent_id": handoff.wanted_agent_id,
        "priority": handoff.priority,
        "waiting_since": to_text(handoff.waiting_since),
        "routing": routing,
        "offer": None if offer is None else _offer_entry(handoff, offer, languages),
        **requirements_of(handoff),
    }


def _offer_entry(handoff: Handoff, offer: Offer, languages: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "agent_id": offer.agent_id,
        "until": to_text(offer.until),
        "language_matched": speaks(languages.get(offer.agent_id, ()), handoff.language),
    }


def estimate_wait(connection: Connection, handoff: Handoff, now: datetime) -> QueuePosition | None:
    """Returns what a customer who joins the queue is told, and stores it, to be scored when an agent accepts."""
    position = queue_position_of(connection, handoff.conversation_id, now)
    if position is not None and position.wait_seconds is not None:
        recent = repository.list_recent_waits(connection)
        waits_repository.store_estimate(
            connection,
            handoff.id,
            now,
            place=position.position,
            agents=position.agents_available,
            low_seconds=position.wait_seconds[0],
            high_seconds=position.wait_seconds[1],
            formula_low_seconds=position.by_formula[0] if position.by_formula else None,
            formula_high_seconds=position.by_formula[1] if position.by_formula else None,
            recent_seconds=fmean(recent) if recent else None,
        )
    return position

"""The waiting line as people see it: agents the whole of it, a customer her own place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean
from typing import Any

from sqlalchemy import Connection

from handoff.handoffs import repository
from handoff.handoffs.handoff import Handoff
from handoff.handoffs.languages import speaks
from handoff.offers import repository as offers_repository
from handoff.offers.choice import Offer
from handoff.offers.effort import asks_for
from handoff.presence.service import list_present
from handoff.queue.position import Place
from handoff.timers.service import read_timers
from handoff.waits import repository as waits_repository
from handoff.waits.closing import closing_before_served
from handoff.waits.correction import Correction, correction_by
from handoff.waits.estimate import Line, Pace, expected_range, pace_of
from kit.clock import to_text
from kit.ttl_cache import cached
from staff.departments import repository as departments_repository
from staff.departments.department import Routing
from staff.departments.service import hours_of
from staff.people import repository as people_repository

PACE_SECONDS = 1.0
"""How long the pace of the last hours is not worked out anew, while a hundred customers look at their place."""


def list_queue(connection: Connection) -> list[dict[str, Any]]:
    """Everybody who waits, in the order in which they are served."""
    offers = {offer.handoff_id: offer for offer in offers_repository.list_open(connection)}
    departments = departments_repository.list_departments(connection)
    routing: dict[str | None, Routing] = {each.id: each.routing for each in departments}
    routing[None] = next((each.routing for each in departments if each.is_default), "pick")
    waiting = repository.list_waiting(connection)
    languages = people_repository.list_languages(connection, [offer.agent_id for offer in offers.values()])
    timers = read_timers(connection, [handoff.conversation_id for handoff in waiting], departments)
    return [
        {
            **queue_entry(handoff, routing.get(handoff.department_id, "pick"), offers.get(handoff.id), languages),
            "timers": timers[handoff.conversation_id],
        }
        for handoff in waiting
    ]


def queue_entry(
    handoff: Handoff, routing: Routing, offer: Offer | None, languages: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """With `routing` other than `pick` only the agent of the `offer` is alerted; everybody may take it all the same.

    `languages` are those of the agents of offers.
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
        **asks_for(handoff),
    }


def _offer_entry(handoff: Handoff, offer: Offer, languages: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {
        "agent_id": offer.agent_id,
        "until": to_text(offer.until),
        "language_matched": speaks(languages.get(offer.agent_id, ()), handoff.language),
    }


def place_of(connection: Connection, conversation_id: str, now: datetime) -> Place | None:
    """Where the conversation stands; None when nobody waits in it."""
    handoff = repository.find_open(connection, conversation_id)
    if handoff is None or handoff.state != "waiting":
        return None
    present = list_present(connection, now, handoff.department_id)
    place = repository.count_before(connection, handoff) + 1
    expected = _expected(connection, handoff, place, [person.id for person in present])
    seconds = expected.told
    hours = hours_of(connection, handoff.department_id)
    closing = closing_before_served(hours, handoff.waiting_since, now, seconds)
    return Place(place, seconds, len(present), closing, by_formula=expected.by_formula)


@dataclass(frozen=True, slots=True)
class _Expected:
    """The range that is told; and before its correction, where it is the formula's."""

    told: tuple[int, int] | None = None
    by_formula: tuple[int, int] | None = None


def _expected(connection: Connection, handoff: Handoff, place: int, present: Sequence[str]) -> _Expected:
    if not present:
        return _Expected()
    busy = waits_repository.count_held(connection, present)
    pace, correction = cached(
        connection,
        ("pace", handoff.department_id),
        PACE_SECONDS,
        lambda: _pace(connection, handoff, busy),
        lambda known: known[0].says_enough,
    )
    line = Line(place, agents=len(present), idle=len(present) - len(busy), pace=pace)
    found = expected_range(line)
    if found is None or line.place <= line.idle:
        return _Expected(found)
    return _Expected(correction.applied_to(*found), found)


def _pace(connection: Connection, handoff: Handoff, busy: Mapping[str, int]) -> tuple[Pace, Correction]:
    handlings = waits_repository.list_assignments(connection, handoff.department_id, beside=sum(busy.values()))
    pace = pace_of(handlings, waits_repository.list_waits(connection))
    return pace, correction_by(waits_repository.list_came_true(connection))


def tell_wait(connection: Connection, handoff: Handoff, now: datetime) -> Place | None:
    """What a customer who joins the queue is told, noted so that it can be scored when an agent accepts."""
    place = place_of(connection, handoff.conversation_id, now)
    if place is not None and place.wait_seconds is not None:
        recent = repository.list_recent_waits(connection)
        waits_repository.store_told(
            connection,
            handoff.id,
            now,
            place=place.position,
            agents=place.agents_available,
            low_seconds=place.wait_seconds[0],
            high_seconds=place.wait_seconds[1],
            formula_low_seconds=place.by_formula[0] if place.by_formula else None,
            formula_high_seconds=place.by_formula[1] if place.by_formula else None,
            recent_seconds=fmean(recent) if recent else None,
        )
    return place

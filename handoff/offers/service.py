"""Offers waiting handoffs to agents who have capacity, one at a time, until somebody accepts.

An offer alerts one agent but reserves nothing: only the claim decides who gets the conversation. Each function is one
conditional step in one transaction. So several processes may route at once, and if one dies, the next repairs what it
left.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from conversations.service import get
from handoff.cooldowns import repository as cooldowns_repository
from handoff.handoffs import repository
from handoff.handoffs.handoff import Handoff
from handoff.handoffs.languages import speaks
from handoff.offers import repository as offers
from handoff.offers.choice import NEVER, AgentCandidate, Fit, Rules, choose
from handoff.offers.effort_repository import sum_effort
from handoff.presence import service as presence
from handoff.skills.skill import count_matching_skills
from kit.events import tell
from staff.departments import repository as departments_repository
from staff.departments.department import Department, Routing
from staff.people import repository as people_repository
from staff.people.person import Person

MOST_AT_ONCE = 100
MOST_READ = 500
"""More than are offered at once, so that handoffs that wait for a particular agent do not block the ones behind them.
"""


def list_stale(connection: Connection, rules: Rules, now: datetime) -> list[tuple[str, str]]:
    """Returns open offers that are no longer valid, each with its ending: `lapsed` if time is up, else `withdrawn`."""
    found = offers.list_open(connection)
    if not found:
        return []
    present = {person.id: person for person in presence.list_present(connection, now)}
    offered, routings = offers.list_offered(connection), _Routings(connection)
    room = _room(connection, list(present.values()), rules, now, offered={})
    stale = []
    for offer in found:
        agent, (state, department_id) = present.get(offer.agent_id), offered[offer.handoff_id]
        serves = agent is not None and agent.serves(department_id)
        if state != "waiting" or not serves or routings.of(department_id) == "pick" or room[offer.agent_id] < 1:
            stale.append((offer.id, "withdrawn"))
        elif not offer.stands(now):
            stale.append((offer.id, "lapsed"))
        else:
            room[offer.agent_id] -= 1
    return stale


def end_offer(connection: Connection, offer_id: str, ending: str, now: datetime) -> None:
    """Ends an offer that is no longer valid, unless it has already ended."""
    if offers.end(connection, offer_id, ending, now):
        tell(connection, "queue.changed")


def list_offerable(connection: Connection, rules: Rules, now: datetime) -> list[str]:
    """Returns handoffs without an offer that a present agent has capacity for, in queue order."""
    routings = _Routings(connection)
    if not routings.any_routed():
        return []
    present = presence.list_present(connection, now)
    room = _room(connection, present, rules, now)
    free = [person for person in present if room[person.id] > 0]
    if not free:
        return []
    reached = [each for each in routings.routed() if any(person.serves(each) for person in free)]
    waiting = offers.list_unoffered(
        connection, reached, without_department=routings.of(None) != "pick", limit=MOST_READ
    )
    held_back = _held_back(connection, waiting, present, room, rules, now)
    return [handoff.id for handoff in waiting if handoff.id not in held_back][:MOST_AT_ONCE]


def _held_back(
    connection: Connection,
    waiting: Sequence[Handoff],
    present: Sequence[Person],
    room: Mapping[str, int],
    rules: Rules,
    now: datetime,
) -> set[str]:
    """Returns the handoffs that wait for a busy agent who suits them better.

    They are skipped here, so that no round spends a write transaction on them.
    """
    patient = [each for each in waiting if (each.language or each.skills) and _is_patient(each, rules, now)]
    if not patient or all(room[person.id] > 0 for person in present):
        return set()
    declined = offers.count_declined(connection, [handoff.id for handoff in patient])
    return {
        handoff.id
        for handoff in patient
        if choose("round_robin", _suited(handoff, present, room, declined, rules), patient=True) is None
    }


def _is_patient(handoff: Handoff, rules: Rules, now: datetime) -> bool:
    """Returns whether it may still wait for a better match.

    The customer's whole wait counts: one who is requeued after an hour no longer waits for a better match.
    """
    return handoff.waiting_since <= now < handoff.waiting_since + rules.match_within


def offer_handoff(connection: Connection, handoff_id: str, rules: Rules, now: datetime) -> bool:
    """Offers a waiting handoff to the next agent. Returns False if it needs no offer or no agent has capacity."""
    before = repository.find(connection, handoff_id)
    if before is None:
        return False
    get(
        connection, before.conversation_id, lock=True
    )  # the same lock as an accept takes: the second transaction sees what the first one did
    handoff = repository.find(connection, handoff_id)
    if handoff is None or handoff.state != "waiting":
        return False
    routing = _Routings(connection).of(handoff.department_id)
    if routing == "pick":
        return False
    patient = _is_patient(handoff, rules, now)
    chosen = choose(routing, _candidates(connection, handoff, routing, rules, now), patient=patient)
    if chosen is None or not _has_room_still(connection, chosen.agent_id, rules, now):
        return False
    made = offers.insert_offer(connection, handoff.id, chosen.agent_id, now, now + rules.offer_lasts)
    if made:
        tell(connection, "queue.changed")
    return made


def capacity_of(person: Person, rules: Rules) -> int:
    return rules.capacity if person.capacity is None else person.capacity


def _candidates(
    connection: Connection, handoff: Handoff, routing: Routing, rules: Rules, now: datetime
) -> list[AgentCandidate]:
    present = presence.list_present(connection, now, handoff.department_id)
    room = _room(connection, present, rules, now)
    suited = _suited(handoff, present, room, offers.count_declined(connection, [handoff.id]), rules)
    free = [each.agent_id for each in suited if each.room]
    held, offered = offers.count_held(connection, free), offers.count_open(connection, free)
    former = offers.find_former(connection, handoff.conversation_id, free)
    given, busy = offers.last_given(connection, free, now), offers.last_busy(connection, free, now)
    effort = sum_effort(connection, free, now) if routing == "least_effort" else {}
    return [
        replace(
            each,
            held=held.get(each.agent_id, 0) + offered.get(each.agent_id, 0),
            former=each.agent_id == former,
            given_at=given.get(each.agent_id, NEVER),
            busy_at=busy.get(each.agent_id, NEVER),
            effort=effort.get(each.agent_id, 0.0),
        )
        for each in suited
    ]


def _suited(
    handoff: Handoff,
    present: Sequence[Person],
    room: Mapping[str, int],
    declined: Mapping[tuple[str, str], int],
    rules: Rules,
) -> list[AgentCandidate]:
    """Returns the present agents who could ever take it, and how well each one matches.

    Agents with zero capacity are never waited for.
    """
    return [
        AgentCandidate(
            agent_id=person.id,
            held=0,
            declined=declined.get((handoff.id, person.id), 0),
            wanted=person.id == handoff.wanted_agent_id,
            fit=Fit(speaks(person.languages, handoff.language), count_matching_skills(handoff.skills, person.skills)),
            room=room[person.id] > 0,
        )
        for person in present
        if person.serves(handoff.department_id) and capacity_of(person, rules) > 0
    ]


def _has_room_still(connection: Connection, agent_id: str, rules: Rules, now: datetime) -> bool:
    """Checks capacity again with the agent's row locked: two processes never use the same capacity."""
    person = people_repository.find(connection, agent_id, lock=True)
    return person is not None and _room(connection, [person], rules, now)[agent_id] > 0


def _room(
    connection: Connection,
    people: Sequence[Person],
    rules: Rules,
    now: datetime,
    *,
    offered: Mapping[str, int] | None = None,
) -> Counter[str]:
    """Returns how many more conversations each agent can take. Open offers count; during a cooldown it is none."""
    ids = [person.id for person in people]
    held = offers.count_held(connection, ids)
    open_ones = offers.count_open(connection, ids) if offered is None else offered
    cooling_down = cooldowns_repository.list_cooldowns(connection, ids, now, rules.cooldown)
    return Counter(
        {
            person.id: capacity_of(person, rules) - held.get(person.id, 0) - open_ones.get(person.id, 0)
            for person in people
            if person.id not in cooling_down
        }
    )


class _Routings:
    """Each department's routing. A handoff without a department uses the default department's."""

    def __init__(self, connection: Connection) -> None:
        self._departments: list[Department] = departments_repository.list_departments(connection)

    def of(self, department_id: str | None) -> Routing:
        for department in self._departments:
            if department.id == department_id or (department_id is None and department.is_default):
                return department.routing
        return "pick"

    def routed(self) -> list[str]:
        return [department.id for department in self._departments if department.routing != "pick"]

    def any_routed(self) -> bool:
        return bool(self.routed())

"""Offering what waits to agents who have room, one at a time, until somebody takes it.

An offer alerts one agent and binds nobody: the claim alone says who has the conversation. Each function is one
transaction's work and one conditional step, so several processes may route at once, and one that dies leaves nothing
that the next does not mend.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from conversations.service import get
from handoff import breathers_repository, departments_repository, people_repository, presence, repository
from handoff import offers_repository as offers
from handoff.department import Department
from handoff.handoff import Handoff
from handoff.person import Person
from handoff.routing import NEVER, Candidate, Routing, Rules, choose
from kit.events import tell

MOST_AT_ONCE = 100


def list_stale(connection: Connection, rules: Rules, now: datetime) -> list[tuple[str, str]]:
    """Open offers that stand no longer, each with its ending: `lapsed` where its time is over, else `withdrawn`."""
    found = offers.list_open(connection)
    if not found:
        return []
    present = {person.id: person for person in presence.list_present(connection, now)}
    places, ways = offers.list_places(connection), _Ways(connection)
    room = _room(connection, list(present.values()), rules, now, offered={})
    stale = []
    for offer in found:
        agent, (state, department_id) = present.get(offer.agent_id), places[offer.handoff_id]
        serves = agent is not None and agent.serves(department_id)
        if state != "waiting" or not serves or ways.of(department_id) == "pick" or room[offer.agent_id] < 1:
            stale.append((offer.id, "withdrawn"))
        elif not offer.stands(now):
            stale.append((offer.id, "lapsed"))
        else:
            room[offer.agent_id] -= 1
    return stale


def end_offer(connection: Connection, offer_id: str, ending: str, now: datetime) -> None:
    """Ends an offer that stands no longer, if nobody has yet."""
    if offers.end(connection, offer_id, ending, now):
        tell(connection, "queue.changed")


def list_offerable(connection: Connection, rules: Rules, now: datetime) -> list[str]:
    """Handoffs that are offered to nobody and that somebody who is there has room for, in the order of the queue."""
    ways = _Ways(connection)
    if not ways.any_routed():
        return []
    present = presence.list_present(connection, now)
    room = _room(connection, present, rules, now)
    free = [person for person in present if room[person.id] > 0]
    if not free:
        return []
    reached = [each for each in ways.routed() if any(person.serves(each) for person in free)]
    return offers.list_unoffered(connection, reached, without_department=ways.of(None) != "pick", limit=MOST_AT_ONCE)


def offer_handoff(connection: Connection, handoff_id: str, rules: Rules, now: datetime) -> bool:
    """Offers a waiting handoff to the agent who is next; False where it needs no offer or nobody has room."""
    before = repository.find(connection, handoff_id)
    if before is None:
        return False
    get(
        connection, before.conversation_id, lock=True
    )  # as an accept does: whoever comes second sees what the first did
    handoff = repository.find(connection, handoff_id)
    if handoff is None or handoff.state != "waiting":
        return False
    routing = _Ways(connection).of(handoff.department_id)
    chosen = choose(routing, _candidates(connection, handoff, rules, now)) if routing != "pick" else None
    if chosen is None or not _has_room_still(connection, chosen.agent_id, rules, now):
        return False
    made = offers.insert_offer(connection, handoff.id, chosen.agent_id, now, now + rules.offer_lasts)
    if made:
        tell(connection, "queue.changed")
    return made


def capacity_of(person: Person, rules: Rules) -> int:
    return rules.capacity if person.capacity is None else person.capacity


def _candidates(connection: Connection, handoff: Handoff, rules: Rules, now: datetime) -> list[Candidate]:
    present = presence.list_present(connection, now, handoff.department_id)
    room = _room(connection, present, rules, now)
    free = [person.id for person in present if room[person.id] > 0]
    held, offered = offers.count_held(connection, free), offers.count_open(connection, free)
    passed = offers.count_passed(connection, handoff.id)
    former = offers.find_former(connection, handoff.conversation_id, free)
    given, busy = offers.last_given(connection, free, now), offers.last_busy(connection, free, now)
    return [
        Candidate(
            agent_id=agent_id,
            held=held.get(agent_id, 0) + offered.get(agent_id, 0),
            passed=passed.get(agent_id, 0),
            wanted=agent_id == handoff.wanted_agent_id,
            former=agent_id == former,
            given_at=given.get(agent_id, NEVER),
            busy_at=busy.get(agent_id, NEVER),
        )
        for agent_id in free
    ]


def _has_room_still(connection: Connection, agent_id: str, rules: Rules, now: datetime) -> bool:
    """Asked with the agent held, as an accept of hers is: two processes never fill one place twice."""
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
    """How many more each could take, what is offered to her counted in; none while she has a breather."""
    ids = [person.id for person in people]
    held = offers.count_held(connection, ids)
    open_ones = offers.count_open(connection, ids) if offered is None else offered
    resting = breathers_repository.list_resting(connection, ids, now, rules.breather)
    return Counter(
        {
            person.id: capacity_of(person, rules) - held.get(person.id, 0) - open_ones.get(person.id, 0)
            for person in people
            if person.id not in resting
        }
    )


class _Ways:
    """Each department's routing; a handoff without a department goes the default one's way."""

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

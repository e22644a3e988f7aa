"""Merges two conversations of one person: one goes on, the other is closed with a link to it.

No message is moved or copied, so nothing is lost and every transcript keeps its order; consoles show the closed one
inside the other. Each function locks both conversations in the order of their identifiers, so two merges at once never
wait for each other.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from conversations.conversation import Conversation
from conversations.customer_records.records import subject_of
from conversations.customer_records.sql_records import join_records
from conversations.merges import repository
from conversations.merges.merge import Merge, SamePersonBy, same_person
from conversations.service import get, move, post_event
from conversations.timeline import JOINED_OTHER, MERGED_ELSEWHERE, MERGED_LED
from handoff.follow_ups import repository as follow_ups
from handoff.handoffs.assignment import assigned_to
from handoff.lifecycle.service import end_open, take_back
from handoff.presence.service import DEFAULT_LEASES, Leases
from handoff.tags import repository as tags_repository
from handoff.tags.tag import MOST_TAGS
from handoff.views.access import access_scope_of, readable
from kit.auth import Principal
from kit.errors import BadRequest, Conflict
from kit.events import tell
from staff.people.person import SEEING_ALL

MERGE_FAILS = ("already_assigned", "claim_lost", "closed", "not_same_person", "wrong_status")

MOST_LISTED = 10


def list_same_person(
    connection: Connection, agent: Principal, conversation_id: str
) -> list[tuple[Conversation, SamePersonBy]]:
    """Returns other conversations of the same person that the agent may read, and how it is known."""
    readable(connection, agent, conversation_id)
    mine = repository.marks_of(connection, [conversation_id])[conversation_id]
    others = repository.list_same_person(connection, conversation_id, mine, MOST_LISTED)
    marks = repository.marks_of(connection, [each.id for each in others])
    scope = access_scope_of(connection, agent)
    known = [(each, same_person(mine, marks[each.id])) for each in others if scope.reads(each)]
    return [(each, by) for each, by in known if by is not None]


def merge(
    connection: Connection, into_id: str, other_id: str, agent: Principal, now: datetime
) -> tuple[Conversation, SamePersonBy]:
    """Closes the other conversation: it goes on in this one, which the agent has. Returns this one.

    Raises `not_same_person` unless the same identity was signed, or the same address left, in both.
    """
    if into_id == other_id:
        raise BadRequest("A conversation cannot be merged into itself.", code="bad_type", field="other")
    other = _locked(connection, agent, into_id, other_id)[other_id]
    into = assigned_to(connection, into_id, agent)
    _check_free(connection, other, agent)
    marks = repository.marks_of(connection, [into_id, other_id])
    by = same_person(marks[into_id], marks[other_id])
    if by is None:
        raise Conflict("Nothing shows that both are the same person's.", code="not_same_person")
    was_open = other.status != "resolved"
    proven = by == "identity"
    repository.put(connection, Merge(other_id, into_id, proven, was_open, agent.name, now, None))
    _close(connection, other, agent, now, proven=proven)
    _take_along(connection, into, other, agent, now)
    return _note_joined(connection, into, other, now, told=proven and was_open), by


def undo(
    connection: Connection,
    into_id: str,
    other_id: str,
    agent: Principal,
    now: datetime,
    leases: Leases = DEFAULT_LEASES,
) -> Conversation:
    """Ends a merge. The other conversation is open again, and the agent's, if it was open before. Returns it.

    What was taken along, such as tags and promised callbacks, stays. Raises `wrong_status` if it is not merged.
    """
    locked = _locked(connection, agent, into_id, other_id)
    found = repository.find_active(connection, other_id)
    if found is None or found.into_id != into_id:
        raise Conflict("These two are not merged.", code="wrong_status", conversation_status=locked[other_id].status)
    repository.end(connection, other_id, now)
    text = "The merge was undone."
    post_event(connection, locked[into_id], "conversation.separated", now, text=text, visibility="internal")
    if found.was_open and locked[other_id].status == "resolved":
        return take_back(connection, other_id, agent, now, leases)
    return get(connection, other_id)


def _locked(connection: Connection, agent: Principal, *identifiers: str) -> Mapping[str, Conversation]:
    """Raises NotFound if the agent may not read one of them."""
    return {each: readable(connection, agent, each, lock=True)[0] for each in sorted(identifiers)}


def _check_free(connection: Connection, other: Conversation, agent: Principal) -> None:
    """A colleague's work is not closed behind their back, and what is merged already is not merged again."""
    if repository.find_active(connection, other.id) is not None:
        raise Conflict("This conversation was merged already.", code="wrong_status", conversation_status=other.status)
    if other.status == "assigned" and other.agent_id != agent.id and not agent.roles & SEEING_ALL:
        raise Conflict(
            f"{other.agent_name} has this conversation.", code="already_assigned", agent={"name": other.agent_name}
        )


def _close(connection: Connection, other: Conversation, agent: Principal, now: datetime, *, proven: bool) -> None:
    """The customer is told where it goes on; of one that was over already, only staff."""
    if other.status == "resolved":
        post_event(connection, other, "conversation.merged", now, text="Merged.", visibility="internal")
        return
    text = MERGED_LED.fill() if proven else MERGED_ELSEWHERE.fill(agent=agent.name)
    move(connection, other, "resolved", "conversation.merged", now, text=text)
    end_open(connection, other.id, "merged", "closed", now)


def _take_along(
    connection: Connection, into: Conversation, other: Conversation, agent: Principal, now: datetime
) -> None:
    """What is still to be done for this person, how to reach them, their tags, and what is known about them."""
    follow_ups.move_open(connection, other.id, into.id, agent.name, now)
    repository.copy_contacts(connection, other.id, into.id)
    given = tags_repository.names_of(connection, [into.id, other.id])
    free = MOST_TAGS - len(given[into.id])
    new = [name for name in given[other.id] if name not in given[into.id]][:free]
    known = tags_repository.ensure_tags(connection, new, now)
    tags_repository.give(connection, into.id, [known[name].id for name in new], agent.name, now)
    join_records(connection, other.id, subject_of(into), now)
    tell(connection, "follow_up.changed", conversation_id=into.id)
    tell(connection, "customer.changed", conversation_id=into.id)


def _note_joined(
    connection: Connection, into: Conversation, other: Conversation, now: datetime, *, told: bool
) -> Conversation:
    """The place at which consoles show the other transcript. Only who is proven to be the same person is told."""
    changed = post_event(
        connection,
        into,
        "conversation.joined",
        now,
        text=replace(JOINED_OTHER.fill(), details={"conversation_id": other.id}),
        visibility="public" if told else "internal",
    )
    tell(connection, "conversation.changed", conversation_id=into.id)
    return changed

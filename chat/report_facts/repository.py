"""The SQL of report facts: which conversations' facts are out of date, their histories, and writing the facts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Table, and_, delete, func, insert, or_, select

from chat.report_facts.facts import FORMULA, Facts
from chat.report_facts.history import Basis, Decided, Entry, History, Request, Stint
from chat.report_facts.models import (
    FACTS,
    assignment_facts,
    conversation_facts,
    handoff_facts,
    person_facts,
    report_state,
)
from conversations.models import contacts, conversations, messages
from handoff.handoffs.languages import language_of
from handoff.handoffs.models import assignments, handoffs
from kit.rows import upsert
from knowledge_base.models import decisions, outcomes
from staff.departments.department import Department
from staff.departments.repository import list_departments

SAID = {"helped": True, "did_not_help": False, "said_no_help": False}
"""What happened after a decision, as far as it says whether the customer was helped."""

ERASED_PREFIX = "erased-"


def read_basis(connection: Connection) -> Basis:
    known = list_departments(connection)
    parts = sorted([each.id, each.is_default, each.hours, each.targets] for each in known)
    digest = sha256(orjson.dumps([FORMULA, parts], option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
    departments: dict[str | None, Department] = {each.id: each for each in known}
    departments.update((None, each) for each in known if each.is_default)
    return Basis(digest, departments)


def list_stale(connection: Connection, digest: str, since: datetime | None, limit: int) -> list[str]:
    """Conversations without facts, or with facts of an earlier state. With `since`, only those changed since then."""
    facts = conversation_facts
    query = (
        select(conversations.c.id)
        .outerjoin(facts, facts.c.conversation_id == conversations.c.id)
        .where(_is_stale(digest))
        .limit(limit)
    )
    return list(connection.scalars(query if since is None else query.where(conversations.c.updated_at >= since)))


def count_stale(connection: Connection, digest: str) -> int:
    facts = conversation_facts
    joined = conversations.outerjoin(facts, facts.c.conversation_id == conversations.c.id)
    return connection.scalar(select(func.count()).select_from(joined).where(_is_stale(digest))) or 0


def _is_stale(digest: str) -> Any:
    facts = conversation_facts.c
    return or_(
        facts.conversation_id.is_(None),
        facts.revision != conversations.c.revision,
        facts.basis != digest,
    )


def read_histories(connection: Connection, identifiers: Sequence[str]) -> list[History]:
    """The histories of these conversations. Texts are not read."""
    found = {each.id: each for each in _conversations(connection, identifiers)}
    for row in _rows(connection, messages, _ENTRY, identifiers, messages.c.seq):
        found[row[0]].entries.append(Entry(*row[1:]))
    for row in _rows(connection, handoffs, _REQUEST, identifiers, handoffs.c.requested_at):
        found[row[0]].requests.append(Request(*row[1:]))
    for row in _rows(connection, assignments, _STINT, identifiers, assignments.c.epoch):
        found[row[0]].stints.append(Stint(*row[1:]))
    for row in _rows(connection, contacts, _CONTACT, identifiers, contacts.c.created_at):
        found[row[0]].contacts.append((row[1], row[2], row[3]))
    for conversation_id, made in groupby(_decided(connection, identifiers), key=lambda row: str(row[0])):
        found[conversation_id].decided.extend(_with_words(made))
    return list(found.values())


_ENTRY = [messages.c[name] for name in ("seq", "author_kind", "author_id", "kind", "event", "visibility", "created_at")]
_REQUEST = [
    handoffs.c[name]
    for name in ("id", "reason", "department_id", "state", "requested_at", "closed_at", "language", "topics")
]
_STINT = [assignments.c[name] for name in ("id", "handoff_id", "agent_id", "created_at", "ended_at", "ending")]
_CONTACT = [contacts.c.email, contacts.c.phone, contacts.c.created_at]


def _rows(
    connection: Connection, table: Table, columns: Sequence[Any], identifiers: Sequence[str], order: Any
) -> Iterable[tuple[Any, ...]]:
    of = table.c.conversation_id
    query = select(of, *columns).where(of.in_(identifiers)).order_by(of, order)
    return (tuple(row) for row in connection.execute(query))


def _conversations(connection: Connection, identifiers: Sequence[str]) -> Iterable[History]:
    own = conversations.c
    columns = (own.id, own.revision, own.status, own.token_hash, own.identity_id, own.locale, own.memory)
    query = select(*columns, own.department_id).where(own.id.in_(identifiers))
    for row in connection.execute(query):
        memory = row.memory if isinstance(row.memory, dict) else {}
        yield History(
            id=row.id,
            revision=row.revision,
            status=row.status,
            erased=row.token_hash.startswith(ERASED_PREFIX),
            identity_id=row.identity_id,
            language=memory.get("language") or language_of(row.locale),
            topics=memory.get("topics") or (),
            department_id=row.department_id,
        )


def _decided(connection: Connection, identifiers: Sequence[str]) -> Iterable[Row[Any]]:
    """A row for each decision and each thing the customer said about it, in the order of the decisions."""
    made, after = decisions.c, outcomes.c
    said = and_(after.decision_id == made.id, after.happened.in_(SAID))
    query = (
        select(made.conversation_id, made.seq, made.action, after.happened)
        .select_from(decisions.outerjoin(outcomes, said))
        .where(made.conversation_id.in_(identifiers))
        .order_by(made.conversation_id, made.seq, after.created_at)
    )
    return connection.execute(query)


def _with_words(rows: Iterable[Row[Any]]) -> list[Decided]:
    """One for each decision; of several words about it, the last one counts."""
    by_seq = {row.seq: Decided(row.seq, row.action, SAID.get(row.happened or "")) for row in rows}
    return list(by_seq.values())


def put_facts(connection: Connection, made: Sequence[Facts], now: datetime) -> None:
    """Replaces the facts of these conversations. A conversation that is gone by now is left out."""
    # First, because this row is what several processes wait for one another at: otherwise both would insert the same.
    upsert(connection, report_state, {"id": 1}, {"counted_at": now})
    wanted = [facts.conversation["conversation_id"] for facts in made]
    there = set(connection.scalars(select(conversations.c.id).where(conversations.c.id.in_(wanted))))
    for table in FACTS:
        connection.execute(delete(table).where(table.c.conversation_id.in_(wanted)))
    kept = [facts for facts in made if facts.conversation["conversation_id"] in there]
    _insert(connection, conversation_facts, [facts.conversation for facts in kept])
    _insert(connection, handoff_facts, [row for facts in kept for row in facts.handoffs])
    _insert(connection, assignment_facts, [row for facts in kept for row in facts.assignments])
    persons = [
        {"conversation_id": facts.conversation["conversation_id"], "person": person}
        for facts in kept
        for person in facts.persons
    ]
    _insert(connection, person_facts, persons)


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def find_counted_at(connection: Connection) -> datetime | None:
    return connection.scalar(select(report_state.c.counted_at))


def forget_facts(connection: Connection, conversation_id: str) -> None:
    """The facts are made anew from what is left of the conversation."""
    for table in FACTS:
        connection.execute(delete(table).where(table.c.conversation_id == conversation_id))

"""The SQL of reports, over the facts. Everything is counted in SQL; what comes out is a few hundred rows at most."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, func, or_, select

from chat.report_facts.models import assignment_facts, conversation_facts, handoff_facts, person_facts
from chat.reports.numbers import Distribution
from chat.reports.period import NONE, SLOT_SECONDS, Filters
from conversations.models import conversations, feedback, ratings
from staff.people.models import people

AGAIN_SECONDS = 72 * 3600
MOST_COMMENTS = 100
MOST_NAMED = 500

_BEGINS = {conversation_facts: "began", handoff_facts: "requested", assignment_facts: "accepted"}


def chosen(table: Table, filters: Filters) -> ColumnElement[bool]:
    """The rows of this table that the filters leave."""
    begins = table.c[_BEGINS[table]]
    limits = [begins >= filters.since, begins < filters.until]
    wanted = {
        "department_id": filters.department,
        "channel": filters.channel,
        "topic": filters.topic,
        "language": filters.language,
    }
    limits += [
        table.c[name].is_(None) if value == NONE else table.c[name] == value
        for name, value in wanted.items()
        if value is not None
    ]
    if filters.agent is not None:
        limits.append(_of_agent(table, filters.agent))
    return and_(*limits)


def _of_agent(table: Table, agent: str) -> ColumnElement[bool]:
    if "agent_id" in table.c:
        return table.c.agent_id == agent
    had = select(assignment_facts.c.conversation_id).where(assignment_facts.c.agent_id == agent)
    return table.c.conversation_id.in_(had)


def sums(connection: Connection, table: Table, filters: Filters, *columns: str) -> dict[str, int]:
    """How many rows there are (`rows`), and the sum of each column."""
    totals = [func.coalesce(func.sum(table.c[name]), 0).label(name) for name in columns]
    query = select(func.count().label("rows"), *totals).select_from(table).where(chosen(table, filters))
    return _numbers(connection, query)


def _numbers(connection: Connection, query: Select[Any]) -> dict[str, int]:
    """The only row of a query, by the names of its columns."""
    return {str(name): int(value) for name, value in connection.execute(query).mappings().one().items()}


def by_slot(connection: Connection, table: Table, filters: Filters, *columns: str) -> list[tuple[int, ...]]:
    """(slot, rows, sum of each column), for each quarter of an hour with any."""
    slot = (table.c[_BEGINS[table]] // SLOT_SECONDS).label("slot")
    totals = [func.sum(table.c[name]) for name in columns]
    query = select(slot, func.count(), *totals).where(chosen(table, filters)).group_by(slot).order_by(slot)
    return [tuple(int(value) for value in row) for row in connection.execute(query)]


def by_value(connection: Connection, table: Table, filters: Filters, column: str) -> list[tuple[Any, int]]:
    """(value, rows), the most frequent first; without a value it is None."""
    value = table.c[column]
    query = select(value, func.count()).where(chosen(table, filters)).group_by(value)
    most = query.order_by(func.count().desc(), value).limit(MOST_NAMED)
    return [(found, number) for found, number in connection.execute(most)]


def distribution(connection: Connection, table: Table, filters: Filters, column: ColumnElement[int]) -> Distribution:
    """Of a column with whole seconds; rows without a value are left out."""
    query = select(column, func.count()).where(chosen(table, filters), column.is_not(None)).group_by(column)
    return Distribution({int(value): count for value, count in connection.execute(query)})


def count(connection: Connection, table: Table, filters: Filters, *limits: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(chosen(table, filters), *limits)) or 0


@dataclass(frozen=True, slots=True)
class Containment:
    """How many conversations ended in each way. `rows` is their number."""

    rows: int
    confirmed: int
    assumed: int
    gave_up: int
    people: int
    no_question: int
    open: int
    erased: int


def count_containment(connection: Connection, filters: Filters) -> Containment:
    """A rating of the whole conversation counts before a thumb, and the last judged answer's thumb before none."""
    facts, verdict = conversation_facts.c, _verdict()
    alone = facts.bot_end.in_(("answered", "unanswered", "no_question"))
    kinds = {
        "confirmed": and_(alone, verdict.is_(True)),
        "gave_up": and_(alone, or_(verdict.is_(False), and_(verdict.is_(None), facts.bot_end == "unanswered"))),
        "assumed": and_(verdict.is_(None), facts.bot_end == "answered"),
        "no_question": and_(verdict.is_(None), facts.bot_end == "no_question"),
        **{name: facts.bot_end == name for name in ("people", "open", "erased")},
    }
    counted = [func.coalesce(func.sum(case((kind, 1), else_=0)), 0).label(name) for name, kind in kinds.items()]
    thumbs = _last_thumbs()
    query = (
        select(func.count().label("rows"), *counted)
        .select_from(
            conversation_facts.outerjoin(ratings, ratings.c.conversation_id == facts.conversation_id)
            .outerjoin(thumbs, thumbs.c.conversation_id == facts.conversation_id)
            .outerjoin(
                feedback,
                and_(feedback.c.conversation_id == facts.conversation_id, feedback.c.seq == thumbs.c.seq),
            )
        )
        .where(chosen(conversation_facts, filters))
    )
    return Containment(**_numbers(connection, query))


def _last_thumbs() -> Any:
    query = select(feedback.c.conversation_id, func.max(feedback.c.seq).label("seq"))
    return query.group_by(feedback.c.conversation_id).subquery()


def _verdict() -> ColumnElement[Any]:
    """Whether the customer said that they were helped; null if they said nothing."""
    facts = conversation_facts.c
    return case(
        (ratings.c.score >= 4, True),
        (ratings.c.score <= 2, False),
        (feedback.c.seq >= func.coalesce(facts.said_seq, -1), feedback.c.helpful),
        else_=facts.said_helped,
    )


@dataclass(frozen=True, slots=True)
class FirstContact:
    """`ended` are conversations that are over; of these, `known` are by somebody whom Baton would recognise again, and
    72 hours have passed; `again` had another contact in that time. `early` are known too, but it is too soon to say.
    """

    ended: int
    known: int
    again: int
    early: int


def count_first_contact(connection: Connection, filters: Filters, now: int) -> FirstContact:
    facts, following = conversation_facts.c, _next_contacts(filters)
    until = facts.last_word + AGAIN_SECONDS
    reopened = and_(facts.reopened.is_not(None), facts.reopened <= until)
    came_back = or_(reopened, and_(following.c.began.is_not(None), following.c.began <= until))
    # Of somebody unknown, nobody can say whether they came back in another conversation.
    known, settled = following.c.conversation_id.is_not(None), or_(came_back, until < now)
    counted = {
        "known": and_(known, settled),
        "again": and_(known, came_back),
        "early": and_(known, ~settled),
    }
    totals = [func.coalesce(func.sum(case((limit, 1), else_=0)), 0).label(name) for name, limit in counted.items()]
    joined = conversation_facts.outerjoin(following, following.c.conversation_id == facts.conversation_id)
    query = select(func.count().label("ended"), *totals).select_from(joined)
    limited = query.where(chosen(conversation_facts, filters), facts.last_word.is_not(None))
    return FirstContact(**_numbers(connection, limited))


def _next_contacts(filters: Filters) -> Any:
    """For each conversation of a known person, when the same person next began one, on any channel; null if never.

    A person may be known by several marks (an identity, an address): the earliest of them all counts.
    """
    facts = conversation_facts.c
    lead = func.lead(facts.began).over(
        partition_by=person_facts.c.person, order_by=(facts.began, facts.conversation_id)
    )
    marked = (
        select(facts.conversation_id, lead.label("began"))
        .join(person_facts, person_facts.c.conversation_id == facts.conversation_id)
        .where(facts.began >= filters.since)
        .subquery()
    )
    earliest = select(marked.c.conversation_id, func.min(marked.c.began).label("began"))
    return earliest.group_by(marked.c.conversation_id).subquery()


def rating_counts(connection: Connection, filters: Filters) -> Distribution:
    facts = conversation_facts
    query = (
        select(ratings.c.score, func.count())
        .join(facts, facts.c.conversation_id == ratings.c.conversation_id)
        .where(chosen(facts, filters))
        .group_by(ratings.c.score)
    )
    return Distribution({int(score): number for score, number in connection.execute(query)})


def list_comments(connection: Connection, filters: Filters) -> Iterable[Any]:
    """The latest ratings with a comment: conversation, score, comment, time, and the last agent's name."""
    facts = conversation_facts
    query: Select[Any] = (
        select(ratings, conversations.c.agent_name)
        .join(facts, facts.c.conversation_id == ratings.c.conversation_id)
        .join(conversations, conversations.c.id == ratings.c.conversation_id)
        .where(chosen(facts, filters), ratings.c.comment.is_not(None), ratings.c.comment != "")
        .order_by(ratings.c.created_at.desc(), ratings.c.conversation_id)
        .limit(MOST_COMMENTS)
    )
    return connection.execute(query).all()


def agent_names(connection: Connection) -> dict[str, str]:
    """Everybody who ever had a conversation, by name."""
    had = select(assignment_facts.c.agent_id).distinct()
    query = select(people.c.id, people.c.name).where(people.c.id.in_(had)).order_by(people.c.name, people.c.id)
    return {row.id: row.name for row in connection.execute(query)}


def agent_totals(connection: Connection, filters: Filters) -> dict[str, Any]:
    """By agent: accepted and ended conversations, replies, seconds of active and of all time, and of the time in which
    they had at least one conversation.
    """
    spans = _spans(filters)
    own = spans.c
    wall = own.ended - own.accepted
    # Time that an earlier span has already covered counts once.
    starts = case((own.covered > own.accepted, own.covered), else_=own.accepted)
    busy = case((own.ended > starts, own.ended - starts), else_=0)
    query = select(
        own.agent_id,
        func.count().label("accepted"),
        func.count(own.ended).label("ended"),
        func.sum(own.replies).label("replies"),
        func.coalesce(func.sum(own.active), 0).label("active"),
        func.coalesce(func.sum(wall), 0).label("wall"),
        func.coalesce(func.sum(busy), 0).label("busy"),
    ).group_by(own.agent_id)
    return {row.agent_id: row for row in connection.execute(query)}


def _spans(filters: Filters) -> Any:
    """Assignments, each with the latest end among the agent's earlier ones."""
    facts = assignment_facts.c
    covered = func.max(facts.ended).over(
        partition_by=facts.agent_id, order_by=(facts.accepted, facts.assignment_id), rows=(None, -1)
    )
    columns = (facts.agent_id, facts.accepted, facts.ended, facts.active, facts.replies, covered.label("covered"))
    return select(*columns).where(chosen(assignment_facts, filters)).subquery()


def list_choices(connection: Connection, column: str) -> list[str]:
    """Every topic, language or channel that a conversation has."""
    value = conversation_facts.c[column]
    query = select(value).where(value.is_not(None)).group_by(value).order_by(func.count().desc(), value)
    return list(connection.scalars(query.limit(MOST_NAMED)))

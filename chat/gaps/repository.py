"""SQL for gaps. Everything is bounded: the latest questions of the last weeks, in the latest conversations."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, insert, or_, select

from chat.gaps.gap import Gap, Kind, message_gap_id, message_of
from chat.gaps.models import set_aside_messages
from chat.report_facts.models import assignment_facts
from conversations.models import conversations, messages, ratings
from knowledge_base.models import decisions, outcomes
from knowledge_base.outcomes.outcomes import StoredDecision
from knowledge_base.outcomes.repository import (
    DECISION,
    SURELY,
    UNSURE,
    WITHHELD,
    put_outcome,
    read_decisions,
    strongest_labels,
)
from knowledge_base.text.asking import is_asked

LOWEST_SCORE = 2
"""A rating of the whole conversation up to this is a bad one."""
LEFT = ("handed_over", "asked_instead")
BADLY = (*LEFT, "did_not_help", "said_no_help", "editor_wrong", "editor_none", "agent_used", "set_aside")
MOST_CONVERSATIONS = 1_000
OUTSIDE = "out_of_scope"


def list_gaps(connection: Connection, since: datetime, limit: int, *, aside: bool = False) -> list[Gap]:
    """The latest first; with `aside`, instead those that an editor has set aside."""
    found = [*_from_decisions(connection, since, limit, aside), *_from_forms(connection, since, aside)]
    return sorted(found, key=lambda gap: gap.asked_at, reverse=True)[:limit]


def _from_decisions(connection: Connection, since: datetime, limit: int, aside: bool) -> Iterable[Gap]:
    low = select(ratings.c.conversation_id).where(ratings.c.score <= LOWEST_SCORE)
    went_badly = select(outcomes.c.decision_id).where(outcomes.c.happened.in_(BADLY))
    withheld = and_(decisions.c.action.in_(WITHHELD), decisions.c.reason.in_((*UNSURE, OUTSIDE, "asked_for_person")))
    wanted = (
        select(*DECISION)
        .where(decisions.c.created_at >= since, decisions.c.rule != "customer_chose")
        .where(or_(withheld, decisions.c.id.in_(went_badly), decisions.c.conversation_id.in_(low)))
        .order_by(decisions.c.created_at.desc(), decisions.c.id)
        .limit(limit)
    )
    latest = read_decisions(connection, wanted)
    happened = _happened(connection, [each.id for each in latest])
    labels = strongest_labels(connection, since)
    rated_low = set(connection.scalars(low))
    badly_rated = _last_of_each(each for each in latest if each.conversation_id in rated_low)
    customers = _customers(connection, [each.conversation_id for each in latest])
    for each in latest:
        label = labels.get(each.id)
        was_wrong = label is not None and label["label"] == "wrong" and label["weight"] >= SURELY
        settled = label is not None and label["label"] == "right" and not _stays(each, label["happened"])
        kind = _kind(each, happened.get(each.id, frozenset()), was_wrong=was_wrong, badly_rated=each.id in badly_rated)
        if kind is None or settled or ("set_aside" in happened.get(each.id, ())) != aside:
            continue
        about = label["article_id"] if label is not None and was_wrong else None
        yield Gap(
            id=each.id,
            kind=kind,
            question=each.question,
            conversation_id=each.conversation_id,
            seq=each.seq,
            customer=customers.get(each.conversation_id, each.conversation_id),
            article_id=each.article_id,
            probability=each.probability,
            wrong=about is not None and label is not None and not label["mended"],
            taken_up=label is not None and label["happened"] == "editor_right",
            asked_at=each.created_at,
        )


def _stays(decision: StoredDecision, happened: str) -> bool:
    """An agent knew the article, or an editor added the question to one: the bot must still find it by itself."""
    return happened in ("agent_used", "editor_right") and decision.action in WITHHELD


def _kind(decision: StoredDecision, happened: frozenset[str], *, was_wrong: bool, badly_rated: bool) -> Kind | None:
    if was_wrong and decision.action not in WITHHELD:
        return "badly_rated"
    if decision.action in WITHHELD and decision.reason in UNSURE:
        return "unanswered"
    if decision.action in WITHHELD and decision.reason == OUTSIDE:
        return "out_of_scope"
    if happened & {*LEFT} or (decision.action in WITHHELD and decision.reason == "asked_for_person"):
        return "handed_over"
    return "badly_rated" if badly_rated else None


def _last_of_each(found: Iterable[StoredDecision]) -> set[str]:
    """The last question of each conversation, as the latest come first."""
    last: dict[str, str] = {}
    for each in found:
        last.setdefault(each.conversation_id, each.id)
    return set(last.values())


def _happened(connection: Connection, decision_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
    query = select(outcomes.c.decision_id, outcomes.c.happened).where(outcomes.c.decision_id.in_(decision_ids))
    found: dict[str, set[str]] = {}
    for decision_id, happened in connection.execute(query):
        found.setdefault(decision_id, set()).add(happened)
    return {decision_id: frozenset(names) for decision_id, names in found.items()}


def _customers(connection: Connection, conversation_ids: Iterable[str]) -> Mapping[str, str]:
    """The verified customer of each conversation; without one, the conversation itself stands for its customer."""
    query = select(conversations.c.id, conversations.c.identity_id).where(conversations.c.id.in_(set(conversation_ids)))
    return {row.id: row.identity_id or row.id for row in connection.execute(query)}


def _from_forms(connection: Connection, since: datetime, aside: bool) -> Iterable[Gap]:
    """Questions that customers asked while a form was open, and that were never looked up."""
    latest = (
        select(conversations.c.id)
        .where(conversations.c.updated_at >= since)
        .order_by(conversations.c.updated_at.desc())
        .limit(MOST_CONVERSATIONS)
    )
    rows = _said(connection, latest, since)
    looked_up = set(
        connection.execute(
            select(decisions.c.conversation_id, decisions.c.turn).where(decisions.c.conversation_id.in_(latest))
        )
    )
    put_aside = set(connection.execute(select(set_aside_messages.c.conversation_id, set_aside_messages.c.seq)))
    found = [
        each
        for _, said in groupby(rows, key=lambda row: row.conversation_id)
        for each in _swallowed(list(said))
        if (each.conversation_id, each.turn) not in looked_up
        and ((each.conversation_id, each.seq) in put_aside) == aside
    ]
    customers = _customers(connection, [each.conversation_id for each in found])
    for each in found:
        yield Gap(
            id=message_gap_id(each.conversation_id, each.seq),
            kind="in_form",
            question=each.text,
            conversation_id=each.conversation_id,
            seq=each.seq,
            customer=customers.get(each.conversation_id, each.conversation_id),
            article_id=None,
            probability=0.0,
            wrong=False,
            taken_up=False,
            asked_at=each.created_at,
        )


def _said(connection: Connection, latest: Select[Any], since: datetime) -> list[Any]:
    """What customers and the bot said, with the form that was open after each of the bot's messages."""
    form = messages.c.why["form"].as_string().label("form")
    query = (
        select(
            messages.c.conversation_id,
            messages.c.seq,
            messages.c.author_kind,
            messages.c.text,
            messages.c.turn,
            messages.c.choice,
            messages.c.created_at,
            form,
        )
        .where(messages.c.conversation_id.in_(latest), messages.c.created_at >= since, messages.c.kind == "text")
        .where(messages.c.author_kind.in_(("customer", "bot")))
        .order_by(messages.c.conversation_id, messages.c.seq)
    )
    return list(connection.execute(query))


def _swallowed(said: Sequence[Any]) -> Iterable[Any]:
    """A question before and after which the bot had the same form open."""
    before, asked = None, None
    for row in said:
        if row.author_kind == "customer":
            asked = row if before is not None and row.choice is None and is_asked(row.text) else None
        else:
            if asked is not None and row.form == before:
                yield asked
            before, asked = row.form, None


def agent_seconds(connection: Connection, conversation_ids: Iterable[str]) -> Mapping[str, int]:
    """The active time that agents had with each of these conversations."""
    query = (
        select(assignment_facts.c.conversation_id, func.sum(assignment_facts.c.active))
        .where(assignment_facts.c.conversation_id.in_(set(conversation_ids)))
        .group_by(assignment_facts.c.conversation_id)
    )
    return {conversation_id: int(seconds or 0) for conversation_id, seconds in connection.execute(query)}


def set_aside(connection: Connection, gap_ids: Sequence[str], editor: str, now: datetime) -> None:
    """Unknown identifiers are left out: their conversation may have been erased meanwhile."""
    for decision_id in connection.scalars(select(decisions.c.id).where(decisions.c.id.in_(gap_ids))).all():
        put_outcome(connection, decision_id, "set_aside", None, now, given_by=editor)
    _take_back_messages(connection, gap_ids)
    for conversation_id, seq in _messages(connection, gap_ids):
        row = {"conversation_id": conversation_id, "seq": seq, "set_aside_by": editor, "set_aside_at": now}
        connection.execute(insert(set_aside_messages).values(**row))


def take_back(connection: Connection, gap_ids: Sequence[str]) -> None:
    """They are gaps again."""
    aside = and_(outcomes.c.decision_id.in_(gap_ids), outcomes.c.happened == "set_aside")
    connection.execute(delete(outcomes).where(aside))
    _take_back_messages(connection, gap_ids)


def _take_back_messages(connection: Connection, gap_ids: Sequence[str]) -> None:
    for conversation_id, seq in _messages(connection, gap_ids):
        connection.execute(delete(set_aside_messages).filter_by(conversation_id=conversation_id, seq=seq))


def _messages(connection: Connection, gap_ids: Sequence[str]) -> list[tuple[str, int]]:
    """Those of the identifiers that name a message which exists."""
    named = {each for gap_id in gap_ids if (each := message_of(gap_id)) is not None}
    query = select(messages.c.conversation_id, messages.c.seq).where(
        messages.c.conversation_id.in_({conversation_id for conversation_id, _ in named})
    )
    return [each for each in connection.execute(query) if each in named]

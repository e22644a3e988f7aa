"""SQL for decisions and outcomes. `chat` writes, in the transaction of the event; `knowledge` reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, bindparam, delete, func, insert, or_, select

from knowledge_base.decision.target_precision import Weighed
from knowledge_base.models import articles, decisions, outcomes
from knowledge_base.outcomes.outcomes import EXCLUDES, SIGNALS, Happened, PastQuestion, StoredDecision, Use

WITHHELD = ("suggest", "hand_over")
"""Actions that show no answer."""

UNSURE = ("nothing_found", "contradictory", "repeated_misunderstanding")
"""Handoff reasons that may mean that an article is missing."""

SURELY = 0.5  # the weight from which "wrong" is more than a suspicion

_PUBLISHED = select(articles.c.id, articles.c.published_at).where(articles.c.published_at.is_not(None))
DECISION = [decisions.c[name] for name in StoredDecision.__dataclass_fields__]

# The queries of every turn, prepared once.
_INSERT_DECISION = insert(decisions)
_LATEST = (
    select(*DECISION)
    .where(decisions.c.conversation_id == bindparam("conversation"))
    .order_by(decisions.c.seq.desc())
    .limit(1)
)
_COUNT_NOT_HELPED = (
    select(func.count(decisions.c.id.distinct()))
    .join(outcomes, outcomes.c.decision_id == decisions.c.id)
    .where(
        decisions.c.conversation_id == bindparam("conversation"),
        outcomes.c.happened.in_(("did_not_help", "said_no_help")),
    )
)


def insert_decision(connection: Connection, decision: StoredDecision) -> None:
    connection.execute(_INSERT_DECISION, {**asdict(decision), "choices": list(decision.choices)})


def find_decision(connection: Connection, decision_id: str) -> StoredDecision | None:
    return _first(connection, select(*DECISION).where(decisions.c.id == decision_id))


def find_of_message(connection: Connection, conversation_id: str, seq: int) -> StoredDecision | None:
    """The decision that this message of the bot carried, if any."""
    where = and_(decisions.c.conversation_id == conversation_id, decisions.c.seq == seq)
    return _first(connection, select(*DECISION).where(where))


def find_latest(connection: Connection, conversation_id: str) -> StoredDecision | None:
    return _first(connection, _LATEST, conversation=conversation_id)


def put_outcome(
    connection: Connection,
    decision_id: str,
    happened: Happened,
    article_id: str | None,
    now: datetime,
    *,
    given_by: str | None = None,
) -> None:
    """Stores an outcome and deletes those it replaces; if it is there already, it gets the newer time."""
    gone = outcomes.c.happened.in_((happened, *EXCLUDES.get(happened, ())))
    connection.execute(delete(outcomes).where(outcomes.c.decision_id == decision_id, gone))
    signal = SIGNALS[happened]
    row = {"decision_id": decision_id, "happened": happened, "article_id": article_id, "given_by": given_by}
    connection.execute(insert(outcomes).values(**row, label=signal.label, weight=signal.weight, created_at=now))


def find_decisions(connection: Connection, decision_ids: Sequence[str]) -> list[StoredDecision]:
    """The decisions that exist among these."""
    return read_decisions(connection, select(*DECISION).where(decisions.c.id.in_(decision_ids)))


def list_weighed(connection: Connection, since: datetime, limit: int) -> list[Weighed]:
    """The latest questions, for the Answers page. Customers' choices are left out: any threshold answers them."""
    query = (
        select(decisions.c.rule, decisions.c.probability, decisions.c.among_three)
        .where(decisions.c.created_at >= since, decisions.c.rule != "customer_chose")
        .order_by(decisions.c.created_at.desc())
        .limit(limit)
    )
    return [Weighed(*row) for row in connection.execute(query)]


def count_not_helped(connection: Connection, conversation_id: str) -> int:
    """How many answers in the conversation did not help, according to the customer."""
    return connection.scalar(_COUNT_NOT_HELPED, {"conversation": conversation_id}) or 0


def count_labels(connection: Connection) -> int:
    """How many labels there are to learn from."""
    return connection.scalar(select(func.count()).select_from(outcomes).where(outcomes.c.label != "unknown")) or 0


def list_asked(connection: Connection, since: datetime, limit: int) -> list[PastQuestion]:
    """The latest questions that calibration can learn from: labelled ones, and answers that nobody commented on.

    The most believed label of a question counts; of equally believed ones, the latest. "Wrong" no longer counts once
    the article was published again: an editor who fixed it deserves a fresh start. Follow-ups are left out, because the
    search used more than their own words. Titles that customers chose are left out too.
    """
    query = (
        select(decisions.c.id, decisions.c.question, decisions.c.article_id)
        .where(
            decisions.c.created_at >= since,
            decisions.c.in_context.is_(False),
            decisions.c.rule != "customer_chose",
            or_(decisions.c.action == "answer", decisions.c.id.in_(select(outcomes.c.decision_id))),
        )
        .order_by(decisions.c.created_at.desc(), decisions.c.id)
        .limit(limit)
    )
    rows = list(connection.execute(query).mappings())
    labels = strongest_labels(connection, since)
    published = {row.id: row.published_at for row in connection.execute(_PUBLISHED)}
    found = (_asked(row, labels.get(row["id"]), published) for row in rows)
    return [asked for asked in found if asked is not None]


def _asked(row: RowMapping, label: RowMapping | None, published: Mapping[str, datetime]) -> PastQuestion | None:
    if label is None:
        return PastQuestion(row["question"], row["article_id"])
    if label["label"] == "unknown" or label["mended"]:
        return None
    none_answered = label["label"] == "wrong" and label["article_id"] is None
    newer = (name for name, when in published.items() if none_answered and when > label["created_at"])
    return PastQuestion(
        row["question"], label["article_id"], label["label"] == "right", label["weight"], frozenset(newer)
    )


def strongest_labels(connection: Connection, since: datetime) -> Mapping[str, RowMapping]:
    """The strongest label of each decision."""
    mended = and_(outcomes.c.label == "wrong", articles.c.published_at > outcomes.c.created_at)
    query = (
        select(outcomes, func.coalesce(mended, False).label("mended"))
        .join(decisions, decisions.c.id == outcomes.c.decision_id)
        .outerjoin(articles, articles.c.id == outcomes.c.article_id)
        .where(decisions.c.created_at >= since)
        .order_by(outcomes.c.weight, outcomes.c.created_at)
    )
    return {row["decision_id"]: row for row in connection.execute(query).mappings()}


def list_unanswered(connection: Connection, since: datetime, limit: int) -> list[tuple[StoredDecision, bool]]:
    """Questions that ended with a person because the bot was not sure, or (True) in a wrong answer; latest first.

    Questions that an editor settled or set aside are left out, and those that a choice settled. A question that an
    agent answered from an article stays: the bot did not find it. If no article answered, it is not marked as a wrong
    answer.
    """
    query = select(*DECISION).where(decisions.c.created_at >= since, decisions.c.rule != "customer_chose")
    labels = strongest_labels(connection, since)
    settled = {decision_id for decision_id, label in labels.items() if _is_settled(label)}
    aside = set(connection.scalars(select(outcomes.c.decision_id).where(outcomes.c.happened == "set_aside")))
    wrong = {
        decision_id: label["article_id"]
        for decision_id, label in labels.items()
        if label["label"] == "wrong" and label["weight"] >= SURELY
    }
    unsure = and_(decisions.c.action.in_(WITHHELD), decisions.c.reason.in_(UNSURE))
    wanted = query.where(or_(unsure, decisions.c.id.in_(select(outcomes.c.decision_id))))
    latest = read_decisions(connection, wanted.order_by(decisions.c.created_at.desc(), decisions.c.id).limit(limit))
    return [
        (decision, wrong.get(decision.id) is not None)
        for decision in latest
        if decision.id not in settled | aside and (decision.action in WITHHELD or decision.id in wrong)
    ]


def _is_settled(label: RowMapping) -> bool:
    return bool(label["mended"]) or (label["label"] == "right" and label["happened"] != "agent_used")


def use_of(connection: Connection, article_id: str, since: datetime) -> Use:
    shown = select(func.count()).where(
        decisions.c.article_id == article_id, decisions.c.action == "answer", decisions.c.created_at >= since
    )
    query = (
        select(outcomes.c.happened, func.count().label("times"))
        .where(outcomes.c.article_id == article_id, outcomes.c.created_at >= since)
        .group_by(outcomes.c.happened)
    )
    times = {row.happened: row.times for row in connection.execute(query)}
    return Use(
        shown=connection.scalar(shown) or 0,
        helped=times.get("helped", 0),
        did_not_help=times.get("did_not_help", 0) + times.get("said_no_help", 0),
        handed_over=times.get("handed_over", 0),
        chosen=times.get("chosen", 0),
        used_by_agents=times.get("agent_used", 0),
    )


def list_of_article(connection: Connection, article_id: str, limit: int) -> list[StoredDecision]:
    """The latest questions for which this article was the best candidate."""
    query = select(*DECISION).where(decisions.c.article_id == article_id, decisions.c.rule != "customer_chose")
    return read_decisions(connection, query.order_by(decisions.c.created_at.desc(), decisions.c.id).limit(limit))


def happened_to(connection: Connection, decision_ids: Iterable[str]) -> Mapping[str, list[dict[str, Any]]]:
    """The outcomes of each of these decisions, in the order in which they happened."""
    wanted = list(decision_ids)
    query = select(outcomes).where(outcomes.c.decision_id.in_(wanted)).order_by(outcomes.c.created_at)
    found: dict[str, list[dict[str, Any]]] = {decision_id: [] for decision_id in wanted}
    for row in connection.execute(query):
        found[row.decision_id].append(
            {"happened": row.happened, "article_id": row.article_id, "label": row.label, "given_by": row.given_by}
        )
    return found


def _first(connection: Connection, query: Select[Any], **values: str) -> StoredDecision | None:
    return next(iter(read_decisions(connection, query, **values)), None)


def read_decisions(connection: Connection, query: Select[Any], **values: str) -> list[StoredDecision]:
    rows = connection.execute(query, values).mappings()
    return [StoredDecision(**{**row, "choices": tuple(row["choices"])}) for row in rows]

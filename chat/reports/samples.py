"""An audited sample: a supervisor judges random conversations of the bot, and so learns how far its answers are right.

Silence of customers is no proof. A random sample that a person has read is one, within its error bars.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from chat.reports import samples_repository as repository
from chat.reports.numbers import FEW, wilson
from chat.reports.period import Filters
from kit.clock import to_text
from kit.errors import Conflict, NotFound


def draw(connection: Connection, filters: Filters, size: int, by: str, now: datetime) -> dict[str, Any]:
    identifier = repository.draw(connection, filters, size, by, now)
    if identifier is None:
        raise Conflict("The bot answered nothing in this period.", code="nothing_to_sample")
    return details(connection, identifier)


def list_all(connection: Connection) -> dict[str, Any]:
    return {"samples": [_body(row) for row in repository.list_samples(connection)]}


def details(connection: Connection, identifier: str) -> dict[str, Any]:
    found = repository.list_samples(connection, identifier)
    if not found:
        raise NotFound("There is no such sample.")
    rows = repository.list_verdicts(connection, identifier)
    return {**_body(found[0]), "conversations": [_conversation(row) for row in rows]}


def judge(
    connection: Connection, identifier: str, conversation_id: str, verdict: str | None, by: str, now: datetime
) -> dict[str, Any]:
    if not repository.put_verdict(connection, identifier, conversation_id, verdict, by, now):
        raise NotFound("This conversation is not in the sample.")
    return details(connection, identifier)


def _body(row: Any) -> dict[str, Any]:
    right, wrong = int(row.right or 0), int(row.wrong or 0)
    judged = right + wrong
    low, high = wilson(right, judged) or (None, None)
    return {
        "id": row.id,
        "drawn_at": to_text(row.drawn_at),
        "drawn_by": row.drawn_by,
        "since": row.first_day,
        "until": row.last_day,
        "population": row.population,
        "size": row.size,
        "right": right,
        "wrong": wrong,
        "share": right / judged if judged else None,
        "low": low,
        "high": high,
        "few": judged < FEW,
    }


def _conversation(row: Any) -> dict[str, Any]:
    return {
        "conversation_id": row.conversation_id,
        "verdict": row.verdict,
        "given_by": row.given_by,
        "given_at": to_text(row.given_at) if row.given_at else None,
    }

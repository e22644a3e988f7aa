"""What becomes of a delivery: an attempt is settled, an administrator replays it or sends a test.

Each function runs in one transaction.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from chat.webhook_deliveries import repository
from chat.webhook_deliveries.backoff import pause_after
from chat.webhook_deliveries.body import body_of
from chat.webhook_deliveries.repository import Attempt, Delivery, StoredEvent
from chat.webhook_deliveries.sender import Result
from chat.webhooks import repository as endpoints
from chat.webhooks.event_types import TEST
from chat.webhooks.outbox_repository import NewEvent, insert_event
from chat.webhooks.repository import Endpoint
from kit.audit import repository as audit
from kit.audit.entry import Actor, Entry
from kit.clock import to_text
from kit.errors import NotFound
from kit.events import tell

BY_ITSELF = Actor("webhooks")
MOST_REPLAYED = 5_000


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery that is to be sent now: to whom, signed by which secrets, and what."""

    number: int
    claim: str
    endpoint: Endpoint
    event_id: str
    body: dict[str, Any]


def letter_of(connection: Connection, number: int, claim: str) -> Letter | None:
    """None if the delivery or its endpoint is gone."""
    delivery = repository.find(connection, number)
    endpoint = None if delivery is None else endpoints.find_endpoint(connection, delivery.endpoint_id)
    event = None if delivery is None else repository.find_event(connection, delivery.event_number)
    if endpoint is None or event is None:
        return None
    return Letter(number, claim, endpoint, event.id, body_of(connection, event, include_texts=endpoint.include_texts))


def settle(
    connection: Connection,
    letter: Letter,
    result: Result,
    began: datetime,
    now: datetime,
    *,
    off_after: timedelta,
    chance: random.Random,
) -> None:
    """Notes what came of an attempt.

    A process that was stopped for so long that another one has taken the delivery over is heard only if the receiver
    has taken the event: that stays true.
    """
    delivery = repository.find(connection, letter.number, lock=True)
    if delivery is None or (delivery.claim != letter.claim and (result.problem or delivery.state != "waiting")):
        return
    attempt = delivery.attempts + 1
    noted = Attempt(attempt, began, result.milliseconds, result.status, result.problem, result.answer)
    repository.insert_attempt(connection, letter.number, noted)
    values: dict[str, Any] = {"attempts": attempt, "status": result.status, "problem": result.problem}
    values |= {"claim": None, "claimed_until": None}
    values |= _outcome(connection, delivery, result, now, chance)
    repository.change(connection, letter.number, **values)
    _note_health(connection, letter.endpoint.id, result, now, off_after)


def _outcome(
    connection: Connection, delivery: Delivery, result: Result, now: datetime, chance: random.Random
) -> dict[str, Any]:
    if result.problem is None:
        return {"state": "delivered", "settled_at": now}
    tries = delivery.tries + 1
    event = repository.find_event(connection, delivery.event_number)
    is_test = event is not None and event.type == TEST
    pause = None if is_test else pause_after(tries, result.retry_after, chance)
    if pause is None:
        return {"state": "failed", "tries": tries, "settled_at": now}
    holds = delivery.holds and result.problem != "refused"
    return {"tries": tries, "next_at": now + pause, "holds": holds}


def _note_health(connection: Connection, endpoint_id: str, result: Result, now: datetime, off_after: timedelta) -> None:
    """An endpoint that has taken nothing for days, or says that it is gone, is switched off."""
    endpoint = endpoints.find_endpoint(connection, endpoint_id, lock=result.problem is not None)
    if endpoint is None:
        return
    if result.problem is None:
        if endpoint.failures:
            endpoints.change_endpoint(connection, endpoint_id, failures=0, failing_since=None)
        return
    since = endpoint.failing_since or now
    values: dict[str, Any] = {"failures": endpoint.failures + 1, "failing_since": since}
    reason = "gone" if result.problem == "gone" else "failing" if now - since >= off_after else None
    if reason is None or endpoint.state == "off":
        endpoints.change_endpoint(connection, endpoint_id, **values)
        return
    endpoints.change_endpoint(connection, endpoint_id, **values, state="off", off_reason=reason, updated_at=now)
    tell(connection, "webhook.changed", endpoint_id=endpoint_id)
    entry = Entry(BY_ITSELF, "webhook_endpoint.switched_off", endpoint_id, {"reason": reason})
    audit.append(connection, entry, now)


def replay(connection: Connection, delivery_id: str, now: datetime) -> Delivery:
    """Sends it once more, with the same identifier. Changes nothing while it waits. Raises NotFound."""
    delivery = get(connection, delivery_id, lock=True)
    if delivery.state == "waiting":
        repository.change(connection, delivery.number, next_at=now)
    else:
        repository.replay(connection, [delivery.number], now)
    tell(connection, "webhook.waiting")
    return get(connection, delivery_id)


def replay_failed(connection: Connection, endpoint_id: str, since: datetime, now: datetime) -> int:
    """Sends everything once more that was given up and has happened since then. Returns how many."""
    if endpoints.find_endpoint(connection, endpoint_id) is None:
        raise NotFound()
    numbers = repository.list_failed(connection, endpoint_id, since, MOST_REPLAYED)
    if numbers:
        repository.replay(connection, numbers, now)
        tell(connection, "webhook.waiting")
    return len(numbers)


def begin_test(connection: Connection, endpoint_id: str, now: datetime, until: datetime) -> tuple[int, str, str]:
    """Stores a test that the caller sends at once. Returns its number, its claim and its identifier."""
    if endpoints.find_endpoint(connection, endpoint_id) is None:
        raise NotFound()
    event = NewEvent(TEST, {"endpoint": {"id": endpoint_id}}, now)
    [delivery_id] = insert_event(connection, event, [endpoint_id])
    delivery = get(connection, delivery_id)
    return delivery.number, repository.claim(connection, delivery.number, until), delivery_id


def get(connection: Connection, delivery_id: str, *, lock: bool = False) -> Delivery:
    """Raises NotFound."""
    found = repository.find_by_id(connection, delivery_id, lock=lock)
    if found is None:
        raise NotFound()
    return found


def whole_body(connection: Connection, delivery_id: str) -> dict[str, Any]:
    """A delivery as the API shows it, with its attempts and what is sent."""
    delivery = get(connection, delivery_id)
    event = repository.find_event(connection, delivery.event_number)
    endpoint = endpoints.find_endpoint(connection, delivery.endpoint_id)
    if event is None or endpoint is None:
        raise NotFound()
    attempts = [_attempt_body(each) for each in repository.list_attempts(connection, delivery.number)]
    body = body_of(connection, event, include_texts=endpoint.include_texts)
    return {**delivery_body(delivery, event), "attempts": attempts, "body": body}


def delivery_body(delivery: Delivery, event: StoredEvent) -> dict[str, Any]:
    waits = delivery.state == "waiting"
    return {
        "id": delivery.id,
        "endpoint_id": delivery.endpoint_id,
        "event_id": event.id,
        "type": event.type,
        "conversation_id": event.conversation_id,
        "state": delivery.state,
        "tried": delivery.attempts,
        "status": delivery.status,
        "problem": delivery.problem,
        "happened_at": to_text(event.created_at),
        "next_at": to_text(delivery.next_at) if waits else None,
        "settled_at": to_text(delivery.settled_at) if delivery.settled_at else None,
    }


def _attempt_body(attempt: Attempt) -> dict[str, Any]:
    return {
        "number": attempt.attempt,
        "at": to_text(attempt.at),
        "milliseconds": attempt.milliseconds,
        "status": attempt.status,
        "problem": attempt.problem,
        "answer": attempt.answer,
    }

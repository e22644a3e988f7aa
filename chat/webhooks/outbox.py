"""Stores what endpoints are to be told of, in the transaction that made it true.

Every change already tells an event in its transaction (`kit.events.tell`), and a conversation's messages say what
happened in it. So one function at the end of each transaction is enough: nothing can be lost, and nothing is told that
was rolled back. While no endpoint wants anything, it looks at a value in memory and returns.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from chat.webhooks import outbox_repository as repository
from chat.webhooks.event_types import DETAILS_OF, OF_AUTHORS, WITHOUT_MESSAGE
from chat.webhooks.outbox_repository import NewEvent
from conversations.conversation import Conversation, Message
from conversations.repository import find as find_conversation
from conversations.repository import list_messages
from handoff.handoffs.repository import find_open
from kit.clock import Clock
from kit.events import Event, tell
from knowledge_base.articles.repository import find as find_article
from knowledge_base.articles.repository import find_version

FRESH_SECONDS = 2.0
"""How long a process may believe that nobody wants an event. An endpoint hears of everything from then on."""

HEARD_HERE = WITHOUT_MESSAGE - {"timer.reached", "article.published", "article.archived"} | {"webhook.waiting"}
"""Events that no other process needs to hear of."""

MOST_MESSAGES = 1_000
"""More than any transaction stores."""


class Outbox:
    """One instance per process. `record` runs in the threads of the database, several at once."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._wanted: frozenset[str] = frozenset()
        self._fresh_until = monotonic()
        self._changes = 0

    def on_event(self, event: Event) -> None:
        """Listens on the bus."""
        if event.name == "webhook.changed":
            self._changes += 1
            self._fresh_until = self._monotonic()

    def record(self, connection: Connection, told: Sequence[Event]) -> None:
        """Stores an event, and its deliveries, for each of these facts that an endpoint wants."""
        if not told:
            return
        wanted = self._wanted_now(connection)
        if not wanted:
            return
        new = [each for each in self._events(connection, told) if each.type in wanted]
        if new and repository.insert_events(connection, new):
            tell(connection, "webhook.waiting")

    def _wanted_now(self, connection: Connection) -> frozenset[str]:
        """The types that an endpoint wants, at most two seconds old."""
        if self._monotonic() < self._fresh_until:
            return self._wanted
        changes, now = self._changes, self._monotonic()
        wanted = repository.read_wanted(connection)
        if changes == self._changes:  # else somebody changed an endpoint while this was read
            self._wanted, self._fresh_until = wanted, now + FRESH_SECONDS
        return wanted

    def _events(self, connection: Connection, told: Sequence[Event]) -> list[NewEvent]:
        """In the order in which they were told. Messages come where the first of their conversation was told."""
        found: list[NewEvent] = []
        first = _first_messages(told)
        now = self._clock()
        for each in told:
            conversation_id = each.details.get("conversation_id")
            if each.name == "message.created" and conversation_id in first:
                found += _of_messages(connection, str(conversation_id), first.pop(conversation_id))
            elif each.name in WITHOUT_MESSAGE:
                found.append(_plain(connection, each, now))
        return found


def _first_messages(told: Sequence[Event]) -> dict[Any, int]:
    """The first new message of each conversation. Later ones follow it without a gap, because it is locked."""
    first: dict[Any, int] = {}
    for each in told:
        if each.name == "message.created":
            conversation_id, seq = each.details["conversation_id"], int(each.details["first"])
            first[conversation_id] = min(seq, first.get(conversation_id, seq))
    return first


def _of_messages(connection: Connection, conversation_id: str, first: int) -> list[NewEvent]:
    conversation = find_conversation(connection, conversation_id)
    if conversation is None:  # deleted again, as the demo's week is
        return []
    messages = list_messages(connection, conversation_id, "staff", first - 1, MOST_MESSAGES)
    return [made for each in messages if (made := _of_message(connection, conversation, each)) is not None]


def _of_message(connection: Connection, conversation: Conversation, message: Message) -> NewEvent | None:
    """None for a note: notes never leave the agents' side."""
    draft = message.draft
    data: dict[str, Any] = {"conversation": state_of(conversation)}
    if draft.kind == "event":
        if draft.event == "handoff.requested":
            data["handoff"] = _handoff(connection, conversation.id)
        return NewEvent(str(draft.event), data, message.created_at, conversation.id, message.seq)
    if draft.visibility != "public" or draft.author.kind not in OF_AUTHORS:
        return None
    return NewEvent(OF_AUTHORS[draft.author.kind], data, message.created_at, conversation.id, message.seq)


def _handoff(connection: Connection, conversation_id: str) -> dict[str, Any] | None:
    found = find_open(connection, conversation_id)
    return None if found is None else {"id": found.id, "reason": found.reason, "priority": found.priority}


def _plain(connection: Connection, event: Event, now: datetime) -> NewEvent:
    """An event without a message: its details are its data, under the name of what they describe."""
    details = dict(event.details)
    if "article_id" in details:
        return NewEvent(event.name, {"article": _article(connection, details)}, now)
    conversation = find_conversation(connection, details.pop("conversation_id"))
    data = {DETAILS_OF[event.name]: details} if event.name in DETAILS_OF else {}
    if conversation is None:
        return NewEvent(event.name, data, now)
    return NewEvent(event.name, {"conversation": state_of(conversation), **data}, now, conversation.id)


def _article(connection: Connection, details: dict[str, Any]) -> dict[str, Any]:
    """Of the version that is live; of the newest once none is."""
    known: dict[str, Any] = {"id": details["article_id"], "knowledge_version": details["knowledge_version"]}
    record = find_article(connection, details["article_id"])
    if record is None:
        return known
    version = record.published_version or record.version
    shown = find_version(connection, record.id, version)
    content = record.content if shown is None else shown.content
    said = {"title": content.title, "locale": content.locale, "category": content.category, "audience": record.audience}
    return {**known, "version": version, **said}


def state_of(conversation: Conversation) -> dict[str, Any]:
    """What is known of a conversation when an event is stored, without anything that the customer said."""
    agent = {"id": conversation.agent_id, "name": conversation.agent_name} if conversation.agent_id else None
    return {
        "id": conversation.id,
        "status": conversation.status,
        "locale": conversation.locale,
        "department_id": conversation.department_id,
        "agent": agent,
    }

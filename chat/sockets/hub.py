"""The subscriptions of this process: wakes sockets up when SQL has something new for them.

A wake-up says only where to look. Each socket reads from SQL behind the last `seq` that it has shown, so it misses
nothing and shows nothing twice, even if wake-ups are lost. The sweep finds what no wake-up announced.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from chat.sockets.lookers import Lookers
from chat.sockets.pace import Paced
from chat.sockets.subscriptions import Feed, News, Subscription, Told
from chat.sockets.widget_news import WidgetNews
from conversations import repository
from conversations.conversation import Conversation
from conversations.presentation import message_body
from handoff.queue.service import list_queue, rest_of
from handoff.timers.service import read_timers
from handoff.views.conversation import conversation_body
from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from kit.events import Event

MOST_REMEMBERED = 20_000
MOST_AT_ONCE = 10_000
MOST_NEWS = 10_000
SENDING_AN_ENTRY_SECONDS = 3e-6


class Hub:
    """Knows the subscriptions and feeds of this process and wakes them up."""

    def __init__(self, database: Database, clock: Clock, *, sweep_seconds: float) -> None:
        self._database = database
        self._clock = clock
        self._sweep_seconds = sweep_seconds
        self._subscriptions: dict[str, set[Subscription]] = defaultdict(set)
        self._feeds: set[Feed] = set()
        self._fed: dict[str, Conversation] = {}
        """Each conversation as the feeds were last told of it: up to its `last_seq`, at its `revision`."""
        self._news: dict[str, News] = {}
        """By conversation, in the order in which they became news; what comes meanwhile of the same one joins it."""
        self._has_news = asyncio.Event()
        self._queue = Paced(self._tell_queue)
        self.lookers = Lookers()
        self.widgets = WidgetNews(database, clock, self._all)
        self._feed_loop = Loop("hub.feed", self._feed_once)
        self._sweep_loop = Loop("hub.sweep", self._sweep_once)
        self.loops = (self._sweep_loop, self._feed_loop, Loop("hub.queue", self._queue.once), *self.widgets.loops)

    def subscribe(self, conversation_id: str) -> Subscription:
        subscription = Subscription(conversation_id)
        self._subscriptions[conversation_id].add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        subscriptions = self._subscriptions[subscription.conversation_id]
        subscriptions.discard(subscription)
        if not subscriptions:
            del self._subscriptions[subscription.conversation_id]

    def feed(self, agent_id: str) -> Feed:
        feed = Feed(agent_id)
        self._feeds.add(feed)
        return feed

    def unfeed(self, feed: Feed) -> None:
        self._feeds.discard(feed)
        if not self._feeds:
            self._fed.clear()  # nobody was told what comes now

    async def start(self) -> None:
        for loop in self.loops:
            loop.start()

    async def stop(self) -> None:
        for loop in self.loops:
            await loop.stop()

    def on_event(self, event: Event) -> None:
        """Listens on the bus."""
        conversation_id = event.details.get("conversation_id")
        if event.name in ("message.created", "conversation.changed") and conversation_id:
            for subscription in self._subscriptions.get(conversation_id, ()):
                subscription.read_again()
            self._note_for_feeds(event)
        elif event.name in ("follow_up.changed", "timer.reached", "mention.changed", "customer.changed"):
            self._pass_to_feeds({"type": event.name, **event.details})
        elif event.name == "typing":
            self._pass_typing_on(event)
        elif event.name in ("conversation.seen", "looking.changed"):
            self._pass_about(event)
        elif event.name in ("queue.changed", "presence.changed", "department.changed"):
            self._queue.stale.set()
            self.widgets.tell_positions()
            if event.name == "presence.changed":
                self._pass_to_feeds({"type": event.name, **event.details})
            if event.name == "department.changed":
                self.widgets.tell_menus()
        if event.name in ("person.changed", "person.signed_out", "department.changed"):
            self._doubt(sign_ins=event.name != "department.changed")

    def _doubt(self, *, sign_ins: bool) -> None:
        for feed in self._feeds:
            feed.reach_doubted = True
            if sign_ins:
                feed.doubted.set()

    def _pass_to_feeds(self, frame: Mapping[str, Any], about: Conversation | None = None) -> None:
        told = Told(frame, about)
        for feed in self._feeds:
            feed.pass_on(told)

    def _pass_about(self, event: Event) -> None:
        """Passes on what only those who may read the conversation are told."""
        if event.name == "looking.changed":
            self.lookers.heard(event.details)
        known = self._fed.get(event.details["conversation_id"])
        self._pass_to_feeds({"type": event.name, **event.details}, known)

    def _note_for_feeds(self, event: Event) -> None:
        conversation_id = str(event.details["conversation_id"])
        if self._feeds and (conversation_id in self._news or len(self._news) < MOST_NEWS):
            self._news.setdefault(conversation_id, News()).join(event)
            self._has_news.set()

    def _pass_typing_on(self, event: Event) -> None:
        """Customers see that an agent types. Agents who have the conversation, or have it open, see everybody type."""
        frame = {"type": "typing", "author": event.details["author"]}
        conversation_id, agent_id = event.details["conversation_id"], event.details.get("agent_id")
        if event.details["author"]["kind"] != "customer":
            for subscription in self._subscriptions.get(conversation_id, ()):
                subscription.pass_on(frame)
        preview = {name: event.details[name] for name in ("preview",) if name in event.details}
        told = Told({**frame, "conversation_id": conversation_id, **preview}, self._fed.get(conversation_id))
        for feed in self._feeds:
            if feed.sees_typing(conversation_id, agent_id):
                feed.pass_on(told)

    async def _feed_once(self) -> None:
        """Reads once what is new for all agents of this process, and passes it on."""
        await self._has_news.wait()
        while self._news:
            conversation_id = next(iter(self._news))
            news = self._news.pop(conversation_id)
            with self._feed_loop.spare("tell_feeds", conversation_id):
                for told in await self._database.read(self._what_to_tell, conversation_id, news):
                    self._pass_to_feeds(told.frame, told.about)
        self._has_news.clear()

    def _what_to_tell(self, connection: Connection, conversation_id: str, news: News) -> list[Told]:
        conversation = repository.find(connection, conversation_id)
        if conversation is None:
            return []
        frames = self._new_messages(connection, conversation, news.first)
        if news.changed:
            body = conversation_body(connection, conversation, "staff", self._clock())
            frames.append({"type": "conversation.changed", "conversation_id": conversation_id, "conversation": body})
        return [Told(frame, conversation) for frame in frames]

    def _new_messages(
        self, connection: Connection, conversation: Conversation, first: int | None
    ) -> list[dict[str, Any]]:
        """Returns every message that the feeds have not been given, also earlier ones whose events are late."""
        known = self._fed.get(conversation.id)
        if known is None and first is None:
            return []  # told of by the messages' own event, which says where they begin
        after = known.last_seq if known is not None else (first or 1) - 1
        self._remember(conversation)
        messages = repository.list_messages(connection, conversation.id, "staff", after, MOST_AT_ONCE)
        about: dict[str, Any] = {"type": "message.created", "conversation_id": conversation.id}
        if conversation.status in ("queued", "assigned"):  # what was said may have ended a timer, or begun one
            about["timers"] = read_timers(connection, [conversation.id])[conversation.id]
        return [
            {**about, "message": message_body(message, "staff")}
            for message in messages
            if message.seq <= conversation.last_seq
        ]

    def _remember(self, conversation: Conversation) -> None:
        if len(self._fed) > MOST_REMEMBERED:
            self._fed.clear()
        self._fed[conversation.id] = conversation

    async def _tell_queue(self) -> float:
        """Reads the queue once for all agents of this process."""
        if not self._feeds:
            return 0.0
        began = time.monotonic()
        queue = await self._database.read(list_queue)
        self._pass_to_feeds({"type": "queue.changed", "queue": queue, "next": rest_of(queue)})
        return time.monotonic() - began + len(queue) * len(self._feeds) * SENDING_AN_ENTRY_SECONDS

    def _all(self) -> Iterator[Subscription]:
        return chain.from_iterable(self._subscriptions.values())

    async def _sweep_once(self) -> None:
        await asyncio.sleep(self._sweep_seconds)
        await self._sweep()

    async def _sweep(self) -> None:
        """Wakes the subscriptions whose conversation changed without a wake-up, and the feeds likewise."""
        subscribed = list(self._subscriptions)
        for start in range(0, len(subscribed), 500):
            with self._sweep_loop.spare("sweep_subscriptions"):
                await self._sweep_subscriptions(subscribed[start : start + 500])
        if self._feeds:
            with self._sweep_loop.spare("sweep_feeds"):
                await self._sweep_feeds()

    async def _sweep_subscriptions(self, conversation_ids: list[str]) -> None:
        found = await self._database.read(repository.list_revisions, conversation_ids)
        for conversation_id, last_seq, revision in found:
            for subscription in self._subscriptions.get(conversation_id, ()):
                if subscription.shown != (last_seq, revision):
                    subscription.read_again()

    async def _sweep_feeds(self) -> None:
        since = self._clock() - timedelta(seconds=3 * self._sweep_seconds)
        for conversation_id, last_seq, revision in await self._database.read(repository.list_changed, since):
            known = self._fed.get(conversation_id)
            if known is not None and known.revision == revision:
                continue
            details = {"conversation_id": conversation_id, "first": last_seq if known is None else known.last_seq + 1}
            self._note_for_feeds(Event("message.created", details))
            self._note_for_feeds(Event("conversation.changed", details))

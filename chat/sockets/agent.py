"""The agents' socket: first a snapshot, then every event that this agent may see. Missed messages are read with
`after=`.

An agent stays present as long as the client reads its frames, which sending and pings show. A client that has ever sent
a heartbeat, as consoles do, must also keep sending heartbeats, because a browser answers pings even for a frozen page.
Each interval renews the lease and checks that the sign-in is still valid.
"""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select
from starlette.websockets import WebSocket, WebSocketDisconnect

from chat.edge.authentication import Authenticator
from chat.edge.guard import Flooded
from chat.sockets.frames import error_frame, read_frame
from chat.sockets.hub import Hub
from chat.sockets.line import Closing, SocketLine, until_one_ends
from chat.sockets.lookers import looking_event
from chat.sockets.responses import AgentTyping, FromAgent, Looking, Ping
from chat.sockets.subscriptions import Feed, Told
from chat.sockets.typing_news import TypingNews
from chat.sockets.typing_preview import as_seen_by
from conversations import repository
from conversations.models import conversations
from handoff.presence.service import renew_presence
from handoff.queue.service import list_queue, rest_of
from handoff.views.access import AccessScope, access_scope_of, may_read
from kit.auth import Principal
from kit.bus import Bus
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from kit.events import Event
from staff.people.person import SEEING_ALL

RENEW_SECONDS = 20.0


class AgentSocket:
    """One connection of an agent's console."""

    def __init__(
        self,
        websocket: WebSocket,
        line: SocketLine,
        agent: Principal,
        *,
        authenticator: Authenticator,
        database: Database,
        hub: Hub,
        bus: Bus,
        clock: Clock,
        typing: TypingNews,
        lease_seconds: int,
        silent_seconds: float,
    ) -> None:
        self._websocket = websocket
        self._line = line
        self._agent = agent
        self._authenticator = authenticator
        self._database = database
        self._hub = hub
        self._bus = bus
        self._clock = clock
        self._typing = typing
        self._lease_seconds = lease_seconds
        self._silent_seconds = silent_seconds
        self._sends_heartbeats = False
        self._heard_at = time.monotonic()
        self._scope: AccessScope | None = None
        self._told: dict[str, int] = {}
        """The last `seq` of each conversation that this socket has sent, in the snapshot or with a message."""
        self._seen_at: str | None = None
        """The conversation at which the others see this agent."""

    async def run(self) -> None:
        """Serves the connection until either side closes it."""
        feed = self._hub.feed(self._agent.id)  # before the snapshot, so that no event falls between the two
        try:
            snapshot = await self._database.read(_snapshot, self._agent)
            self._told = {each["id"]: each["last_seq"] for each in snapshot["conversations"]}
            await self._line.send(snapshot)
            await until_one_ends(self._listen(feed), self._show(feed), self._renew(feed))
        except (WebSocketDisconnect, TimeoutError, RuntimeError):
            pass  # disconnected, or not reading
        except BatonError:  # storage is unavailable: the console reconnects and starts with a snapshot
            await self._line.close(1013)
        except Closing as closing:
            await self._line.close(closing.code, closing.reason)
        except Flooded as flooded:
            await self._line.refuse_flood(flooded)
        finally:
            self._leave()
            self._hub.unfeed(feed)

    async def _listen(self, feed: Feed) -> None:
        while True:
            try:
                frame = await self._line.read()
                self._heard_at = time.monotonic()
                await self._take(frame, feed)
            except BatonError as error:
                await self._line.send(error_frame(error))

    async def _take(self, frame: dict[str, Any], feed: Feed) -> None:
        match read_frame(FromAgent, frame):
            case AgentTyping(conversation_id=conversation_id):
                await self._take_typing(conversation_id)
            case Looking(conversation_id=conversation_id):
                await self._look_at(conversation_id, feed)
            case Ping():
                self._sends_heartbeats = True
                await self._line.send({"type": "pong"})

    async def _look_at(self, conversation_id: str | None, feed: Feed) -> None:
        """Tells the others what this agent has open now, and this agent who has the same open."""
        feed.looking_at = conversation_id
        if conversation_id != self._seen_at:
            self._leave()
        if conversation_id is None or not await self._database.read_few(_readable, self._agent, conversation_id):
            return
        self._seen_at = conversation_id
        self._report_looking()
        for details in self._hub.lookers.at(conversation_id):
            await self._line.send({"type": "looking.changed", **details})

    def _report_looking(self, *, looking: bool = True) -> None:
        if self._seen_at is not None:
            self._bus.publish(looking_event(self._agent.id, self._agent.name, self._seen_at, looking=looking))

    def _leave(self) -> None:
        self._report_looking(looking=False)
        self._seen_at = None

    async def _take_typing(self, conversation_id: str) -> None:
        """Shows an agent's typing only if the agent has the conversation."""

        async def tell() -> None:
            conversation = await self._database.read_few(repository.find, conversation_id)
            if conversation is not None and conversation.agent_id == self._agent.id:
                author = {"kind": "agent", "name": self._agent.name}
                details = {"conversation_id": conversation_id, "author": author, "agent_id": self._agent.id}
                self._bus.publish(Event("typing", details))

        await self._typing.heard(f"{self._agent.id} {conversation_id}", tell)

    async def _show(self, feed: Feed) -> None:
        while not feed.overrun:
            told = await feed.told.get()
            scope = await self._scope_by(feed)
            if self._is_new(told.frame) and await self._may_see(told, scope):
                frame = _as_far_as(scope, told.frame)
                await self._line.send(as_seen_by(frame, self._agent, feed.looking_at))
        raise Closing(1013)

    def _is_new(self, frame: Any) -> bool:
        """False for a message that was sent before: a sweep may find one that a new socket's snapshot contained."""
        if frame["type"] != "message.created":
            return True
        conversation_id, seq = frame["conversation_id"], frame["message"]["seq"]
        if seq <= self._told.get(conversation_id, 0):
            return False
        self._told[conversation_id] = seq
        return True

    async def _scope_by(self, feed: Feed) -> AccessScope:
        """The access scope, loaded again once an account or a department has changed. Loading it for every frame would
        cost thousands of queries a second with fifty agents.
        """
        if self._scope is None or feed.reach_doubted:
            feed.reach_doubted = False
            self._scope = await self._database.read_few(access_scope_of, self._agent)
        return self._scope

    async def _may_see(self, told: Told, scope: AccessScope) -> bool:
        """Supervisors see everything, an agent what they may read, and a mention only the person it names."""
        frame = told.frame
        if frame["type"] == "mention.changed" and frame["person_id"] != self._agent.id:
            return False
        if self._agent.roles & SEEING_ALL or frame["type"] in ("queue.changed", "presence.changed"):
            return True
        if told.about is not None:
            return scope.reads(told.about)
        return await self._database.read_few(_readable, self._agent, frame["conversation_id"])

    async def _renew(self, feed: Feed) -> None:
        while True:
            feed.doubted.clear()
            feed.reach_doubted = True  # in case no event reported it
            if self._sends_heartbeats and time.monotonic() - self._heard_at > self._silent_seconds:
                raise Closing(1013, "nothing heard")
            with contextlib.suppress(BatonError):  # storage is unavailable: the lease lasts longer than a few intervals
                await self._renew_once()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(RENEW_SECONDS, self._lease_seconds / 3)):
                    await feed.doubted.wait()

    async def _renew_once(self) -> None:
        principal = await self._authenticator.authenticate(self._websocket)
        if principal.id != self._agent.id or "agent" not in principal.roles:
            raise Closing(1008)
        self._report_looking()
        await self._database.write(renew_presence, self._agent.id, self._clock(), lease_seconds=self._lease_seconds)


def _as_far_as(scope: AccessScope, frame: Mapping[str, Any]) -> Mapping[str, Any]:
    """The queue, reduced to the handoffs for this agent; any other frame unchanged."""
    if frame["type"] != "queue.changed":
        return frame
    return {**frame, "queue": scope.part_of(frame["queue"])}


def _readable(connection: Connection, agent: Principal, conversation_id: str) -> bool:
    conversation = repository.find(connection, conversation_id)
    return conversation is not None and may_read(connection, agent, conversation)


def _snapshot(connection: Connection, agent: Principal) -> dict[str, Any]:
    """The queue, and the conversations that are with people or that this agent may be asked about."""
    query = (
        select(conversations.c.id)
        .where(conversations.c.status.in_(("queued", "assigned")))
        .order_by(conversations.c.created_at)
        .limit(1_000)
    )
    found = repository.find_many(connection, query)
    scope, queue = access_scope_of(connection, agent), list_queue(connection)
    return {
        "type": "snapshot",
        "queue": scope.part_of(queue),
        "next": rest_of(queue),
        "conversations": [
            {"id": each.id, "status": each.status, "last_seq": each.last_seq} for each in found if scope.reads(each)
        ],
    }

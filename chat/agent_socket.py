"""The agents' socket: a snapshot, then every event of what this agent may read. What was missed is read with `after=`.

The console keeps its presence by being connected: each interval renews the lease, and looks again whether the sign-in
still holds.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, select
from starlette.websockets import WebSocket, WebSocketDisconnect

from chat.access import SEEING_ALL, Reach, may_read, reach_of
from chat.authentication import Authenticator
from chat.hub import Hub
from chat.socket_frames import SLOWEST_SEND_SECONDS, FrameReader, TooManyBadFrames, error_frame, required
from chat.typing_preview import as_seen_by
from chat.watches import Feed, Told
from conversations import repository
from conversations.models import conversations
from handoff.presence import renew_presence
from handoff.queue import list_queue
from kit.auth import Principal
from kit.bus import Bus
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, BatonError
from kit.events import Event

RENEW_SECONDS = 20.0


class AgentSocket:
    """One connection of an agent's console."""

    def __init__(
        self,
        websocket: WebSocket,
        agent: Principal,
        *,
        authenticator: Authenticator,
        database: Database,
        hub: Hub,
        bus: Bus,
        clock: Clock,
        lease_seconds: int,
    ) -> None:
        self._websocket = websocket
        self._agent = agent
        self._authenticator = authenticator
        self._database = database
        self._hub = hub
        self._bus = bus
        self._clock = clock
        self._lease_seconds = lease_seconds
        self._sending = asyncio.Lock()
        self._looking_at: str | None = None
        """The conversation that lies open before her, as her console says."""
        self._reach: Reach | None = None
        self._told: dict[str, int] = {}
        """The last `seq` that this socket was told of each conversation, by the snapshot or by a message."""

    async def run(self) -> None:
        """Serves the connection until either side closes it."""
        feed = self._hub.feed()  # before the snapshot, so that nothing falls between the two
        tasks: list[asyncio.Task[None]] = []
        try:
            snapshot = await self._database.read(_snapshot, self._agent)
            self._told = {each["id"]: each["last_seq"] for each in snapshot["conversations"]}
            await self._send(snapshot)
            tasks = [asyncio.create_task(self._show(feed)), asyncio.create_task(self._renew(feed))]
            await self._listen()
        except (WebSocketDisconnect, TimeoutError, RuntimeError):
            pass
        except BatonError:  # no snapshot to begin with
            await self._drop(1013)
        except TooManyBadFrames:
            await self._websocket.close(1008, "not this protocol")
        finally:
            self._hub.unfeed(feed)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        reader = FrameReader(self._websocket)
        while True:
            try:
                frame = await reader.read()
                await self._take(frame)
            except BatonError as error:
                await self._send(error_frame(error))

    async def _take(self, frame: dict[str, Any]) -> None:
        match frame.get("type"):
            case "typing":
                await self._typing(required(frame, "conversation_id"))
            case "looking":
                nowhere = frame.get("conversation_id") is None
                self._looking_at = None if nowhere else required(frame, "conversation_id")
            case _:
                raise BadRequest("This type of frame is not known.", code="unknown_type")

    async def _typing(self, conversation_id: str) -> None:
        """Only who has the conversation is seen typing in it."""
        conversation = await self._database.read(repository.find, conversation_id)
        if conversation is not None and conversation.agent_id == self._agent.id:
            author = {"kind": "agent", "name": self._agent.name}
            self._bus.publish(Event("typing", {"conversation_id": conversation_id, "author": author}))

    async def _show(self, feed: Feed) -> None:
        try:
            while not feed.overrun:
                told = await feed.told.get()
                reach = await self._reach_by(feed)
                if self._is_new(told.frame) and await self._may_see(told, reach):
                    frame = _as_far_as(reach, told.frame)
                    await self._send(as_seen_by(frame, self._agent, self._looking_at))
        except (WebSocketDisconnect, TimeoutError, RuntimeError, BatonError):
            pass  # gone, not reading, or storage is away: the console comes back and begins with a snapshot
        await self._drop(1013)

    def _is_new(self, frame: Any) -> bool:
        """Whether a message lies behind what was told: a sweep may find one that a new socket's snapshot had."""
        if frame["type"] != "message.created":
            return True
        conversation_id, seq = frame["conversation_id"], frame["message"]["seq"]
        if seq <= self._told.get(conversation_id, 0):
            return False
        self._told[conversation_id] = seq
        return True

    async def _reach_by(self, feed: Feed) -> Reach:
        """Looked up again once somebody's account or a department has changed: asked of SQL for every frame, fifty
        agents would ask thousands of times a second.
        """
        if self._reach is None or feed.reach_doubted:
            feed.reach_doubted = False
            self._reach = await self._database.read_few(reach_of, self._agent)
        return self._reach

    async def _may_see(self, told: Told, reach: Reach) -> bool:
        """Supervisors see all; an agent what she may read; a mention, nobody but whom it names."""
        frame = told.frame
        if frame["type"] == "mention.changed" and frame["person_id"] != self._agent.id:
            return False
        if self._agent.roles & SEEING_ALL or frame["type"] in ("queue.changed", "presence.changed"):
            return True
        if told.about is not None:
            return reach.reads(told.about)
        return await self._database.read_few(_readable, self._agent, frame["conversation_id"])

    async def _renew(self, feed: Feed) -> None:
        while True:
            feed.doubted.clear()
            feed.reach_doubted = True  # for the case that no event told
            try:
                principal = await self._authenticator.authenticate(self._websocket)
                if principal.id != self._agent.id or "agent" not in principal.roles:
                    await self._drop(1008)
                    return
                await self._database.write(
                    renew_presence, self._agent.id, self._clock(), lease_seconds=self._lease_seconds
                )
            except BatonError:
                pass  # storage is away: the lease is longer than a few of these intervals
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(RENEW_SECONDS, self._lease_seconds / 3)):
                    await feed.doubted.wait()

    async def _send(self, frame: Any) -> None:
        async with self._sending, asyncio.timeout(SLOWEST_SEND_SECONDS):
            await self._websocket.send_text(orjson.dumps(frame).decode())

    async def _drop(self, code: int) -> None:
        with contextlib.suppress(RuntimeError):  # closed already
            await self._websocket.close(code)


def _as_far_as(reach: Reach, frame: Mapping[str, Any]) -> Mapping[str, Any]:
    """The queue without what does not come to her; any other frame as it is."""
    if frame["type"] != "queue.changed":
        return frame
    return {**frame, "queue": reach.part_of(frame["queue"])}


def _readable(connection: Connection, agent: Principal, conversation_id: str) -> bool:
    conversation = repository.find(connection, conversation_id)
    return conversation is not None and may_read(connection, agent, conversation)


def _snapshot(connection: Connection, agent: Principal) -> dict[str, Any]:
    """The queue, and the conversations that people have or that this agent could be asked about."""
    query = (
        select(conversations.c.id)
        .where(conversations.c.status.in_(("queued", "assigned")))
        .order_by(conversations.c.created_at)
        .limit(1_000)
    )
    found = repository.find_many(connection, query)
    reach = reach_of(connection, agent)
    return {
        "type": "snapshot",
        "queue": reach.part_of(list_queue(connection)),
        "conversations": [
            {"id": each.id, "status": each.status, "last_seq": each.last_seq} for each in found if reach.reads(each)
        ],
    }

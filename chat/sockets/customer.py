"""The customer's socket: replays missed messages from SQL, then shows new ones, and receives messages.

Each socket has two tasks: one listens, one sends. The second reads from its cursor in SQL whenever it is woken, so
nothing is buffered for a slow reader and nothing is lost for a sleeping one.
"""

import contextlib
from typing import Any

from sqlalchemy import Connection
from starlette.websockets import WebSocketDisconnect

from chat.customers.messages import receive_message
from chat.edge.guard import Flooded
from chat.edge.rate_limits import RateLimits
from chat.sockets.frames import error_frame, read_frame
from chat.sockets.hub import Hub
from chat.sockets.line import Closing, SocketLine, until_one_ends
from chat.sockets.responses import CustomerTyping, FromCustomer, Ping, SeenUpTo, SendMessage
from chat.sockets.subscriptions import Subscription
from chat.sockets.typing_news import TypingNews
from chat.sockets.typing_preview import clean_preview, find_agent_in_charge
from conversations import repository
from conversations.conversation import Message
from conversations.presentation import message_body
from conversations.requests import parse_client_message_id, parse_said
from conversations.seen.service import mark_seen
from conversations.service import get
from handoff.views.conversation import conversation_body
from kit.bus import Bus
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError, RateLimited
from kit.events import Event
from kit.tracing import spans

PAGE = 200


class CustomerSocket:
    """One connection of a customer's client to its conversation."""

    def __init__(
        self,
        line: SocketLine,
        conversation_id: str,
        *,
        after: int,
        database: Database,
        hub: Hub,
        bus: Bus,
        limits: RateLimits,
        clock: Clock,
        typing: TypingNews,
        typing_preview: bool,
    ) -> None:
        self._line = line
        self._id = conversation_id
        self._cursor = after
        self._database = database
        self._hub = hub
        self._bus = bus
        self._limits = limits
        self._clock = clock
        self._typing = typing
        self._typing_preview = typing_preview
        self._body: dict[str, Any] | None = None

    async def run(self) -> None:
        """Serves the connection until either side ends it. Raises Flooded if too much arrives."""
        subscription = self._hub.subscribe(self._id)  # before the replay, so that no message falls between the two
        try:
            await self._show(subscription)
            await self._line.send({"type": "replay.ended", "seq": self._cursor})
            await until_one_ends(self._listen(), self._show_forever(subscription))
        except (WebSocketDisconnect, TimeoutError, RuntimeError):
            pass  # disconnected, or not reading: the client reconnects with its last seq
        except BatonError:  # storage was unavailable when the replay began
            await self._line.close(1013)
        except Closing as closing:
            await self._line.close(closing.code, closing.reason)
        except Flooded as flooded:
            await self._line.refuse_flood(flooded)
            raise
        finally:
            self._hub.unsubscribe(subscription)

    async def _listen(self) -> None:
        while True:
            frame: dict[str, Any] = {}
            try:
                frame = await self._line.read()
                await self._take(frame)
            except BatonError as error:
                await self._line.send(error_frame(error, frame))

    async def _take(self, frame: dict[str, Any]) -> None:
        match read_frame(FromCustomer, frame):
            case SendMessage() as sent:
                with spans.trace("message", conversation=self._id):
                    await self._take_message(sent)
            case CustomerTyping(text=text):
                await self._take_typing(text)
            case SeenUpTo(seq=seq):
                await self._database.write(mark_seen, self._id, seq, self._clock())
            case Ping():
                pass  # only shows that the line is alive

    async def _take_typing(self, typed: str | None) -> None:
        text = None if typed is None else clean_preview(typed)
        await self._limits.check("typing", self._id)

        async def tell() -> None:
            agent_id = await self._database.read_few(find_agent_in_charge, self._id)
            author = {"kind": "customer", "name": ""}
            preview = await self._preview(text, agent_id)
            details = {"conversation_id": self._id, "author": author, "agent_id": agent_id, **preview}
            self._bus.publish(Event("typing", details))

        await self._typing.heard(f"customer {self._id}", tell)

    async def _preview(self, text: str | None, agent_id: str | None) -> dict[str, Any]:
        """Passes the typed text on, if the client sends it, a limit allows it and somebody can see it."""
        if text is None or agent_id is None or not self._typing_preview:
            return {}
        with contextlib.suppress(RateLimited):  # too much typing only drops the preview
            await self._limits.check("previews", self._id)
            return {"preview": {"agent_id": agent_id, "text": text}}
        return {}

    async def _take_message(self, sent: SendMessage) -> None:
        client_message_id = parse_client_message_id(sent.client_message_id)
        attachments = sent.attachments or []
        text = parse_said(sent.text, attachments)
        await self._limits.check("messages", self._id)
        message, _ = await self._database.write(
            receive_message, self._id, client_message_id, text, sent.choice, self._clock(), attachments
        )
        self._typing.forget(f"customer {self._id}")
        await self._line.send(
            {
                "type": "message.accepted",
                "client_message_id": client_message_id,
                "message": message_body(message, "customer"),
            }
        )

    async def _show_forever(self, subscription: Subscription) -> None:
        while True:
            await subscription.woken.wait()
            subscription.woken.clear()
            while not subscription.frames.empty():
                await self._line.send(subscription.frames.get_nowait())
            if subscription.stale:
                await self._show_once(subscription)
            await self._show_position(subscription)

    async def _show_once(self, subscription: Subscription) -> None:
        try:
            await self._show(subscription)
        except BatonError:
            subscription.shown = (-1, -1)  # storage is unavailable: the sweep wakes this socket again

    async def _show(self, subscription: Subscription) -> None:
        """Sends the conversation if it has changed for this reader, then every message after the cursor."""
        more = True
        while more:
            subscription.stale, parent, subscription.traced = False, subscription.traced, None
            with spans.continued("show", parent):
                body, messages, shown = await self._database.read_few(self._read)
                await self._show_body(body, subscription)
                for message in messages:
                    await self._line.send({"type": "message.created", "message": message_body(message, "customer")})
                    self._cursor = message.seq
            more = len(messages) == PAGE
            subscription.shown = shown

    async def _show_body(self, body: dict[str, Any], subscription: Subscription) -> None:
        if body != self._body and self._body_differs(body):
            await self._line.send({"type": "conversation.changed", "conversation": body})
        self._body = body
        subscription.position = body["queue"]

    async def _show_position(self, subscription: Subscription) -> None:
        """Sends a new queue position without reading SQL: whoever woke this socket has read it for all who wait."""
        position, subscription.new_position = subscription.new_position, None
        if position is not None and self._body is not None and self._body["queue"] is not None:
            await self._show_body({**self._body, "queue": position}, subscription)

    def _read(self, connection: Connection) -> tuple[dict[str, Any], list[Message], tuple[int, int]]:
        conversation = get(connection, self._id)
        if self._body is None and self._cursor > conversation.last_public_seq:
            self._cursor = 0  # the cursor is beyond the end, so something is wrong: start from the beginning
        body = conversation_body(connection, conversation, "customer", self._clock())
        messages = repository.list_messages(connection, self._id, "customer", self._cursor, PAGE)
        return body, messages, (conversation.last_seq, conversation.revision)

    def _body_differs(self, body: dict[str, Any]) -> bool:
        """Whether anything except `last_seq` has changed: messages report that one themselves."""
        return self._body is None or {**body, "last_seq": 0} != {**self._body, "last_seq": 0}

"""What the hub keeps for each socket: its subscription, what woke it up, and its unsent frames."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.conversation import Conversation
from kit.events import Event
from kit.tracing import spans

FEED_LENGTH = 1_000


@dataclass(eq=False)
class Subscription:
    """A socket's subscription to a conversation: what wakes the socket up, and what it finds then."""

    conversation_id: str
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    stale: bool = False
    """Whether SQL may have something new for the socket."""
    traced: str | None = None
    """Of what is traced, which part made it so."""
    frames: asyncio.Queue[Mapping[str, Any]] = field(default_factory=lambda: asyncio.Queue(32))
    """Frames that are in no table, such as typing."""
    shown: tuple[int, int] = (-1, -1)
    """(last_seq, revision) that the socket has sent; the sweep compares it with SQL."""
    position: Mapping[str, Any] | None = None
    """The queue position that the socket has shown. It changes with other conversations. None if nobody waits."""
    new_position: Mapping[str, Any] | None = None
    """A later one, which the socket has not shown yet."""

    def read_again(self) -> None:
        """Has the socket read SQL."""
        self.stale = True
        self.traced = spans.here() or self.traced
        self.woken.set()

    def pass_on(self, frame: Mapping[str, Any]) -> None:
        if not self.frames.full():
            self.frames.put_nowait(frame)
        self.woken.set()

    def move_to(self, position: Mapping[str, Any]) -> bool:
        """Has the socket show this queue position if it is new; returns whether it is."""
        self.new_position = position if position != self.position else None
        if self.new_position is not None:
            self.woken.set()
        return self.new_position is not None


@dataclass(frozen=True, slots=True)
class Told:
    """A frame for agents and, if known, its conversation, which decides who may see it."""

    frame: Mapping[str, Any]
    about: Conversation | None = None


@dataclass
class News:
    """What events reported about a conversation and the feeds have not been sent yet."""

    changed: bool = False
    first: int | None = None
    """The first of its new messages, if an event named one."""

    def join(self, event: Event) -> None:
        self.changed |= event.name == "conversation.changed"
        first = event.details.get("first")
        if first is not None:
            self.first = int(first) if self.first is None else min(int(first), self.first)


@dataclass(eq=False)
class Feed:
    """An agent's socket on everything. One that falls behind is closed and starts again from a snapshot."""

    agent_id: str
    told: asyncio.Queue[Told] = field(default_factory=lambda: asyncio.Queue(FEED_LENGTH))
    overrun: bool = False
    doubted: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when an account has changed: the socket then checks at once whether its sign-in is still valid."""
    reach_doubted: bool = False
    """Set when an account or a department has changed: the agent's access scope is loaded again."""

    looking_at: str | None = None
    """The conversation that the agent has open, as reported by the console."""

    def sees_typing(self, conversation_id: str, agent_id: str | None) -> bool:
        """Typing is shown to the agent who has the conversation and to those who have it open."""
        return self.looking_at == conversation_id or self.agent_id == agent_id

    def pass_on(self, told: Told) -> None:
        if self.told.full():
            self.overrun = True
        else:
            self.told.put_nowait(told)

"""What the hub holds of each socket: what it watches, what it is to be woken for, and what it is still to be told."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.conversation import Conversation
from kit.events import Event

FEED_LENGTH = 1_000


@dataclass(eq=False)
class Subscription:
    """A socket on one conversation. `dirty` is set when it should look; `frames` are passing ones, such as typing."""

    conversation_id: str
    dirty: asyncio.Event = field(default_factory=asyncio.Event)
    frames: asyncio.Queue[Mapping[str, Any]] = field(default_factory=lambda: asyncio.Queue(32))
    shown: tuple[int, int] = (-1, -1)
    """(last_seq, revision) of what it has shown: what a sweep compares with SQL."""
    waiting: bool = False
    """Whether it has shown a customer her place in the queue, which moves with others' conversations."""

    def pass_on(self, frame: Mapping[str, Any]) -> None:
        if not self.frames.full():
            self.frames.put_nowait(frame)
        self.dirty.set()


@dataclass(frozen=True, slots=True)
class Told:
    """A frame for agents and, where it is known, the conversation that it is about: who may see it hangs on that."""

    frame: Mapping[str, Any]
    about: Conversation | None = None


@dataclass
class News:
    """What the events said of a conversation that the feeds have not been told of yet."""

    changed: bool = False
    first: int | None = None
    """The first of its new messages, where an event said so."""

    def join(self, event: Event) -> None:
        self.changed |= event.name == "conversation.changed"
        first = event.details.get("first")
        if first is not None:
            self.first = int(first) if self.first is None else min(int(first), self.first)


@dataclass(eq=False)
class Feed:
    """An agent's socket on everything. One that does not keep up is closed, and starts again from a snapshot."""

    agent_id: str
    told: asyncio.Queue[Told] = field(default_factory=lambda: asyncio.Queue(FEED_LENGTH))
    overrun: bool = False
    doubted: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when somebody's account has changed: the socket then asks at once whether its sign-in still holds."""
    reach_doubted: bool = False
    """Set when an account or a department has changed: whose conversations come to this agent is looked up again."""

    looking_at: str | None = None
    """The conversation that lies open before the agent, as the console says."""

    def sees_typing(self, conversation_id: str, agent_id: str | None) -> bool:
        """Typing is for who has the conversation, and for who looks at it."""
        return self.looking_at == conversation_id or self.agent_id == agent_id

    def pass_on(self, told: Told) -> None:
        if self.told.full():
            self.overrun = True
        else:
            self.told.put_nowait(told)

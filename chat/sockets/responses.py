"""Every frame of both sockets: what the server sends, and what clients may send.

Outgoing frames are built as dictionaries and sent as they are; the tests check each against these models. Incoming
frames are validated by them, in `chat.sockets.frames`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from conversations.conversation import AuthorKind, Status
from conversations.responses import MessageBody
from handoff.presence.presence import State
from handoff.queue.responses import QueueEntryBody
from handoff.timers.deadlines import Stage, TimerKind
from handoff.timers.responses import TimerBody
from handoff.views.responses import ConversationBody, SeenBody, StaffConversationBody
from kit.web.contract import ErrorDetailsBody, NamedBody, ResponseBody, absent


class TypingAuthorBody(ResponseBody):
    kind: AuthorKind
    name: str


class ErrorFrame(ResponseBody):
    """A frame of the client was refused. `client_message_id` names the message, if it had a valid one."""

    type: Literal["error"]
    client_message_id: str = absent()
    error: ErrorDetailsBody


class ConversationChangedFrame(ResponseBody):
    type: Literal["conversation.changed"]
    conversation: ConversationBody


class MessageCreatedFrame(ResponseBody):
    type: Literal["message.created"]
    message: MessageBody


class MessageAcceptedFrame(ResponseBody):
    """The customer's message is stored."""

    type: Literal["message.accepted"]
    client_message_id: str
    message: MessageBody


class ReplayEndedFrame(ResponseBody):
    """Everything that was missed has been sent, up to `seq`."""

    type: Literal["replay.ended"]
    seq: int


class TypingFrame(ResponseBody):
    """An agent is typing."""

    type: Literal["typing"]
    author: TypingAuthorBody


class SettingsChangedFrame(ResponseBody):
    """The company's settings have changed: read them again."""

    type: Literal["settings.changed"]
    version: int


class CustomerFrame(
    RootModel[
        Annotated[
            ConversationChangedFrame
            | MessageCreatedFrame
            | MessageAcceptedFrame
            | ReplayEndedFrame
            | TypingFrame
            | SettingsChangedFrame
            | ErrorFrame,
            Field(discriminator="type"),
        ]
    ]
):
    """What the server sends on a customer's socket."""


class SnapshotConversationBody(ResponseBody):
    id: str
    status: Status
    last_seq: int


class SnapshotFrame(ResponseBody):
    """The first frame: the queue, and the conversations that are with people."""

    type: Literal["snapshot"]
    queue: list[QueueEntryBody]
    next: str | None = Field(description="`cursor` of `GET /queue` for those behind the first thousand.")
    conversations: list[SnapshotConversationBody]


class QueueChangedFrame(ResponseBody):
    type: Literal["queue.changed"]
    queue: list[QueueEntryBody] = Field(description="The part of the queue that this agent serves.")
    next: str | None = Field(description="`cursor` of `GET /queue` for those behind the first thousand.")


class AgentMessageCreatedFrame(ResponseBody):
    type: Literal["message.created"]
    conversation_id: str
    message: MessageBody
    timers: list[TimerBody] = absent("The conversation's timers now, if it is with people.")


class AgentConversationChangedFrame(ResponseBody):
    type: Literal["conversation.changed"]
    conversation_id: str
    conversation: StaffConversationBody


class ConversationNewsFrame(ResponseBody):
    """Something beside the transcript has changed: read it again."""

    type: Literal["follow_up.changed", "customer.changed"]
    conversation_id: str


class MentionChangedFrame(ResponseBody):
    """A note mentions this agent, or they have read it."""

    type: Literal["mention.changed"]
    conversation_id: str
    person_id: str


class TimerReachedFrame(ResponseBody):
    type: Literal["timer.reached"]
    conversation_id: str
    kind: TimerKind
    stage: Stage


class PresenceChangedFrame(ResponseBody):
    type: Literal["presence.changed"]
    person_id: str
    state: State


class AgentTypingFrame(ResponseBody):
    """Somebody is typing in a conversation that this agent has, or has open."""

    type: Literal["typing"]
    conversation_id: str
    author: TypingAuthorBody
    text: str = absent('The customer\'s unsent text, if they allow this agent to see it; "" once they have cleared it.')


class LookingChangedFrame(ResponseBody):
    """Somebody has opened or left a conversation. It ends by itself unless it is told again within 45 seconds."""

    type: Literal["looking.changed"]
    conversation_id: str
    person: NamedBody
    looking: bool


class ConversationSeenFrame(ResponseBody):
    """The customer has seen everything up to `seen.seq`."""

    type: Literal["conversation.seen"]
    conversation_id: str
    seen: SeenBody


class PongFrame(ResponseBody):
    """The answer to a heartbeat: the connection is alive."""

    type: Literal["pong"]


class AgentFrame(
    RootModel[
        Annotated[
            SnapshotFrame
            | QueueChangedFrame
            | AgentMessageCreatedFrame
            | AgentConversationChangedFrame
            | ConversationNewsFrame
            | MentionChangedFrame
            | TimerReachedFrame
            | PresenceChangedFrame
            | AgentTypingFrame
            | LookingChangedFrame
            | ConversationSeenFrame
            | PongFrame
            | ErrorFrame,
            Field(discriminator="type"),
        ]
    ]
):
    """What the server sends on an agents' socket."""


class SendMessage(BaseModel):
    """Stores a message. The same `client_message_id` again changes nothing."""

    type: Literal["message.send"]
    client_message_id: str
    text: str | None = None
    choice: str | None = Field(default=None, description="The value of a choice that an earlier message offered.")
    attachments: list[str] | None = Field(
        default=None, description="What uploads returned as `id`; then `text` may be empty."
    )


class CustomerTyping(BaseModel):
    type: Literal["typing"]
    text: str | None = Field(default=None, description="The unsent text, if the customer allows the preview.")


class SeenUpTo(BaseModel):
    """The customer has everything up to this message before their eyes."""

    type: Literal["seen"]
    seq: int = Field(ge=0, le=2**31 - 1)


class Ping(BaseModel):
    """A heartbeat."""

    type: Literal["ping"]


class AgentTyping(BaseModel):
    type: Literal["typing"]
    conversation_id: str


class Looking(BaseModel):
    """The conversation that the agent has open; null for none."""

    type: Literal["looking"]
    conversation_id: str | None = None


class FromCustomer(RootModel[Annotated[SendMessage | CustomerTyping | SeenUpTo | Ping, Field(discriminator="type")]]):
    """What a customer's client may send."""


class FromAgent(RootModel[Annotated[AgentTyping | Looking | Ping, Field(discriminator="type")]]):
    """What an agent's client may send."""


FRAMES = (CustomerFrame, AgentFrame, FromCustomer, FromAgent)

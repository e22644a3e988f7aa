"""The values of this package: conversation, message and reader, without SQL or HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from conversations.contact import Contact

Status = Literal["bot", "queued", "assigned", "resolved"]
AuthorKind = Literal["customer", "bot", "agent", "system"]
Reader = Literal["customer", "staff"]
Visibility = Literal["public", "internal"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a message. Customers see only an agent's name."""

    kind: AuthorKind
    name: str
    id: str | None = None


CUSTOMER = Author("customer", "")
BOT = Author("bot", "Baton")
SYSTEM = Author("system", "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it is added to a conversation."""

    author: Author
    text: str
    kind: Literal["text", "event"] = "text"
    event: str | None = None
    details: Mapping[str, Any] | None = None
    """For a timeline message to customers: the data that its text needs in any language (see `conversations.timeline`).
    """
    format: Literal["plain", "markdown"] = "plain"
    choices: Sequence[Mapping[str, str]] = ()
    sources: Sequence[Mapping[str, str]] = ()
    why: Mapping[str, Any] | None = None
    visibility: Visibility = "public"
    client_message_id: str | None = None
    choice: str | None = None
    turn: int | None = None
    attachments: Sequence[Mapping[str, Any]] = ()
    """What readers see of each file; `conversations.attachments` knows the rest."""


@dataclass(frozen=True, slots=True)
class Message:
    """An entry of a transcript. `seq` has no gaps within a conversation and never changes."""

    conversation_id: str
    seq: int
    id: str
    previous_public: int
    draft: Draft
    created_at: datetime

    def visible_to(self, reader: Reader) -> bool:
        return reader == "staff" or self.draft.visibility == "public"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's row as one transaction read it."""

    id: str
    status: Status
    locale: str | None
    page_url: str | None
    identity: Mapping[str, Any] | None
    department_id: str | None
    agent_id: str | None
    agent_name: str | None
    claim_epoch: int
    last_seq: int
    last_public_seq: int
    turns_opened: int
    turn: int
    turn_tries: int
    dialogue: Mapping[str, Any] | None
    memory: Mapping[str, Any]
    revision: int
    created_at: datetime
    updated_at: datetime
    resolved_at: datetime | None

    def last_seq_for(self, reader: Reader) -> int:
        return self.last_seq if reader == "staff" else self.last_public_seq


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when a conversation starts."""

    locale: str | None = None
    page_url: str | None = None
    identity: Mapping[str, Any] | None = None
    memory: Mapping[str, Any] = field(default_factory=dict)
    department_id: str | None = None
    """What the customer chose in the form before the chat. A request for a person goes there."""
    contact: Contact | None = None
    """What they entered there."""


@dataclass(frozen=True, slots=True)
class CustomerToken:
    """What a customer's token opens, and when it was last used."""

    conversation_id: str
    used_at: datetime

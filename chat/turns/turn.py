"""The input of a turn and its outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from conversations.contact import Contact
from conversations.conversation import Draft
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision.decision import Decision, Intent
from knowledge_base.decision.sensitive import SensitiveTopic


@dataclass(frozen=True)
class Turn:
    """The input: the message, what was said before it, and what the dialogue remembers."""

    conversation_id: str
    number: int
    message_id: str
    text: str
    choice: str | None = None
    context: Sequence[str] = ()
    dialogue: Mapping[str, Any] | None = None
    memory: Mapping[str, Any] = field(default_factory=dict)
    low_confidence: str = "offer"
    nobody_there: bool = False
    knowledge_version: int | None = None
    said_before: Sequence[str] = ()
    not_helped: int = 0
    sensitive_topics: Sequence[SensitiveTopic] = ()
    language: str = "en"
    only_files: bool = False
    """Nothing was written: the text is only the names of files."""
    reader: Reader = ANYBODY
    """Which articles may answer: those for customers with a verified identity only where the conversation has one."""


@dataclass
class Outcome:
    """The outcome: all of it is written in one transaction, or none of it."""

    drafts: list[Draft] = field(default_factory=list)
    dialogue: Mapping[str, Any] | None = None
    memory: dict[str, Any] = field(default_factory=dict)
    handoff: str | None = None
    contacts: list[Contact] = field(default_factory=list)
    decision: Decision | None = None
    decided: int | None = None  # the index of the draft that carries the decision
    intents: Sequence[Intent] = ()

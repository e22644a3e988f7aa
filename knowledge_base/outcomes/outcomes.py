"""What happened after the bot's decisions, and how far each event is believed as a label.

An editor who has read question and article knows; a customer's thumb says a lot; a handoff right after an answer says
little, because people ask for a person for many reasons. The weight is how far a label is believed; the rest stays
what was predicted. Silence is not an event: most customers who were helped say nothing.

No numpy here: `chat` writes these, `knowledge` learns from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kit.clock import to_text
from kit.privacy.masking import masked
from knowledge_base.decision.decision import Decision

Label = Literal["right", "wrong", "unknown"]
Happened = Literal[
    "editor_right",
    "editor_wrong",
    "editor_none",
    "agent_used",
    "helped",
    "did_not_help",
    "said_no_help",
    "chosen",
    "handed_over",
    "asked_instead",
    "set_aside",
]


@dataclass(frozen=True, slots=True)
class Signal:
    """`label` is for the article that the event is about; `weight`, 0 to 1, is how far it is believed."""

    label: Label
    weight: float


SIGNALS: Mapping[Happened, Signal] = {
    "editor_right": Signal("right", 1.0),
    "editor_wrong": Signal("wrong", 1.0),
    "editor_none": Signal("wrong", 1.0),  # no article answers this
    "agent_used": Signal("right", 0.8),
    "helped": Signal("right", 0.7),
    "did_not_help": Signal("wrong", 0.7),
    "said_no_help": Signal("wrong", 0.6),
    "chosen": Signal("right", 0.5),  # from the offered choices
    "handed_over": Signal("wrong", 0.3),
    "asked_instead": Signal("unknown", 0.0),  # asked for a person instead of choosing
    "set_aside": Signal("unknown", 0.0),  # by an editor: no label for any article
}

EXCLUDES: Mapping[Happened, tuple[Happened, ...]] = {
    "helped": ("did_not_help",),
    "did_not_help": ("helped",),
    "editor_right": ("editor_wrong", "editor_none"),
    "editor_wrong": ("editor_right", "editor_none"),
    "editor_none": ("editor_right", "editor_wrong"),
}
"""If people change their mind, the new event replaces the old one."""


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision as it was made, with the question and the message that carried it."""

    id: str
    conversation_id: str
    seq: int
    turn: int
    question: str
    in_context: bool
    action: str
    rule: str
    reason: str | None
    article_id: str | None
    choices: tuple[str, ...]
    probability: float
    among_three: float
    threshold: float
    calibration: str | None
    knowledge_version: int
    created_at: datetime

    @classmethod
    def of(
        cls, identifier: str, conversation_id: str, seq: int, turn: int, question: str, made: Decision, now: datetime
    ) -> "StoredDecision":
        return cls(
            id=identifier,
            conversation_id=conversation_id,
            seq=seq,
            turn=turn,
            question=question,
            in_context=bool(made.explanation["in_context"]),
            action=made.action,
            rule=made.rule,
            reason=made.reason,
            article_id=made.article_id,
            choices=tuple(choice.article_id for choice in made.choices),
            probability=made.confidence,
            among_three=float(made.explanation["among_three"]),
            threshold=made.threshold,
            calibration=made.calibration,
            knowledge_version=int(made.explanation["knowledge_version"]),
            created_at=now,
        )

    def view(self) -> dict[str, Any]:
        """For staff, who need not be allowed to read the conversation: personal data is masked."""
        return {
            "id": self.id,
            "question": masked(self.question),
            "action": self.action,
            "rule": self.rule,
            "reason": self.reason,
            "article_id": self.article_id,
            "confidence": round(self.probability, 4),
            "threshold": round(self.threshold, 4),
            "created_at": to_text(self.created_at),
        }


@dataclass(frozen=True, slots=True)
class PastQuestion:
    """A customer's question as the calibration uses it.

    `right`: whether `article_id` answers it, believed as far as `weight` says; None if nobody has said anything.
    False without an article means that no article answered then; it says nothing about articles published since
    (`newer`).
    """

    question: str
    article_id: str | None
    right: bool | None = None
    weight: float = 0.0
    newer: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Use:
    """How often an article was shown, and how that ended."""

    shown: int = 0
    helped: int = 0
    did_not_help: int = 0
    handed_over: int = 0
    chosen: int = 0
    used_by_agents: int = 0

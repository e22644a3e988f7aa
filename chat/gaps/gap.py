"""A gap: one question of a customer that the bot did not settle, and why it counts as one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["unanswered", "badly_rated", "handed_over", "out_of_scope", "in_form"]
"""`badly_rated`: the answer or the conversation got a bad rating. `in_form`: asked while the bot wanted something else,
and never looked up."""

IN_FORM = "msg"


@dataclass(frozen=True, slots=True)
class Gap:
    """`id` is the decision's, or names the message if there was no decision.

    `wrong`: the answer was wrong, so it does not count that the bot is sure of it. `taken_up`: an editor has added it
    to an article. `customer` tells customers apart.
    """

    id: str
    kind: Kind
    question: str
    conversation_id: str
    seq: int
    customer: str
    article_id: str | None
    probability: float
    wrong: bool
    taken_up: bool
    asked_at: datetime


def message_gap_id(conversation_id: str, seq: int) -> str:
    return f"{IN_FORM}:{conversation_id}:{seq}"


def message_of(gap_id: str) -> tuple[str, int] | None:
    """The message that such an identifier names; None if it names a decision, or nothing."""
    kind, _, rest = gap_id.partition(":")
    conversation_id, _, seq = rest.rpartition(":")
    return (conversation_id, int(seq)) if kind == IN_FORM and seq.isdecimal() and len(seq) < 10 else None

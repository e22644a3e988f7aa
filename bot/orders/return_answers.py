"""The customer's answers to the last two questions of a return: the reason, and the confirmation.

Nothing is registered by accident: only a reason counts as a reason, and only a clear yes as a yes. If the meaning is
open, the interpretation is chosen that a later message can correct.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.messages.form_values import SMALL_TALK, Value, is_question, words_of
from bot.messages.short_messages import is_rubbish
from bot.orders.order_talk import means_another_order, wants_other_reason, withdraws

ALARMS = frozenset({"ask_person", "abuse", "report_accident", "report_danger", "report_fraud", "legal_threat"})
SAME_AGAIN = frozenset({"start_return", "track_order"})
YES, NO = frozenset({"affirm", "okay"}), frozenset({"deny", "stop", "not_helped"})
SHORT_WORDS = 4
REQUEST_WORDS = 8
CERTAIN = 0.8  # probability of a complaint, or of the wish to stop; below it, the message is as likely the reason
ANOTHER_REASON = "Another reason"
REGISTER = "yes"

_CHANGED_MIND = re.compile(
    r"\bchanged (?:my|our) minds?\b"
    r"|\b(?:do not|dont|no longer) (?:want|need|like|use) (?:it|this|that|them|the \w+)\b"
)
_NO_REASON = re.compile(
    r"(?:i )?(?:have )?no (?:particular |special |real )?reason|none(?: of (?:these|those|them))?|nothing special"
    r"|(?:just )?because|(?:an)?other(?: reason)?|something else|no comment|private|personal|any|whatever|you choose"
    r"|it does not matter|doesnt matter|does it matter|that is my business"
    r"|(?:i would |id )?rather not say|i (?:do not|dont) want to say"
)
_BUT = re.compile(r"\b(?:but|except|however|wrong|first|only if|unless|wait|instead|not|dont)\b")
# An item may be terrible and be returned for it; a customer who blames the company wants a person.
_BLAMES_US = re.compile(r"\b(?:you|your|yours|service|company|shop|support|staff|nobody|complain|complaint)\b")


@dataclass(frozen=True)
class Said:
    """A message and its intent; `offered` means that it is one of the reasons on the buttons."""

    text: str
    intent: str | None
    confidence: float
    offered: bool

    @property
    def blames_us(self) -> bool:
        return self.intent == "complaint" and self.confidence >= CERTAIN and bool(_BLAMES_US.search(self.text.lower()))


@dataclass(frozen=True)
class Answer:
    """The values given, and the intent; None keeps the classifier's intent."""

    intent: str | None = None
    values: tuple[Value, ...] = ()


HEARD = Answer()


def read_reason(said: Said) -> Answer:
    """The reason itself, the end of the return, a failed attempt, or something else."""
    words = words_of(said.text)
    if said.offered or _NO_REASON.fullmatch(words):
        return _reason(said.text if said.offered else ANOTHER_REASON)
    if said.intent in ALARMS or said.blames_us:
        return HEARD
    if means_another_order(said.text):
        return _other_order(said.text)
    if _CHANGED_MIND.search(words):
        return _reason(said.text)
    if (said.intent == "stop" and said.confidence >= CERTAIN) or is_question(said.text):
        return HEARD
    if _is_said_on_the_way(words, said.intent):
        return HEARD
    return Answer("inform_wrong") if is_rubbish(said.text) else _reason(said.text)


def read_confirmation(said: Said) -> Answer:
    """A clear yes, a clear no, another reason or another order; everything else leaves the question open."""
    if said.intent in ALARMS:
        return HEARD
    if said.offered:
        return _reason(said.text)
    if wants_other_reason(said.text):
        return Answer("inform", (Value("return_reason", None, 0, len(said.text)),))
    if means_another_order(said.text):
        return _other_order(said.text)
    if said.intent in NO or withdraws(said.text):
        return Answer("stop")
    if said.intent not in YES:
        return HEARD
    if is_question(said.text) or _BUT.search(words_of(said.text)):
        return Answer("inform_wrong")
    return Answer("inform", (Value("return_confirmed", REGISTER, 0, len(said.text)),))


def _is_said_on_the_way(words: str, intent: str | None) -> bool:
    count = len(words.split())
    return (intent in SMALL_TALK and count <= SHORT_WORDS) or (intent in SAME_AGAIN and count <= REQUEST_WORDS)


def _reason(text: str) -> Answer:
    return Answer("inform", (Value("return_reason", text, 0, len(text)),))


def _other_order(text: str) -> Answer:
    return Answer("other_order", (Value("order_number", None, 0, len(text)),))

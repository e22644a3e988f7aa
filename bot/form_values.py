"""Order numbers and e-mail addresses as customers type them, normalised or left out. Does not use Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ORDER_NUMBER = re.compile(r"(?<![a-z0-9])ww[\s\-\u2010-\u2015#:.]{0,3}(\d{5})(?!\d)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?<![\w@.+\-])#?(\d{5})(?![\w@]|\.\d|-\d)")
_EMAIL = re.compile(r"(?<![\w.+%\-])([\w.+%'\-]{1,64}@(?:[\w\-]{1,63}\.)+[a-z]{2,24})(?![\w@]|-\w)", re.IGNORECASE)
_REFUSED_BEFORE = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|instead\s+of|rather\s+than)\s+(?:(?:the|my|order|number|no|nr|one|e-?mail|is|it'?s)[\s.:#]*)*$",
    re.IGNORECASE,
)
# One verb as the first word is not enough: "does not fit" and "is faulty" are answers, not questions.
_SUBJECT = (
    r"(?:i|you|we|they|it|he|she|there|this|that|these|those|the(?!\s+wrong)|my|your|our|any(?:one|body)?|some(?:one|body)?|"
    r"all|both|one|returns?|returning|delivery|shipping|bikes?|people|customers)\b"
)
_QUESTION = re.compile(
    r"^(?:(?:and|but|so|wait|ok|okay|well|hm+|oh|please|sorry|hello|hi|hey)[\s,.!]+)*"
    r"(?:(?:who|what|when|where|why|which|how)\b|(?:is|are|was|were|has|have|will|am)\s+" + _SUBJECT + r"|"
    r"(?:do|does|did|can|could|would|should|may)\s+(?!(?:not|it|that|this|so|never|always|please)\b)\w"
    r"|(?:does|did|can|could|would|should|may)\s+(?:it|that|this)\b)",
    re.IGNORECASE,
)
# Words around a value that only introduce it.
_FILLERS = re.compile(
    r"(?:my|the|a|is|its|it|it's|this|that|order|orders|number|numbers|no|nr|id|for|of|with|and|or|e|mail|email|e-mail|"
    r"address|here|hi|hello|hey|please|pls|thanks|thank|you|ok|okay|sorry|yes|actually|under|from|i|mean|meant|have|s)"
)
# Questions about the very order whose number is given: the look-up answers them.
_ABOUT_IT = re.compile(
    r"\b(?:where|when)\b.*\b(?:order|parcel|package|it|bike|that)\b|\b(?:help|look|check|see|find)\b"
    r"|\b(?:is|was) (?:that|this|it) (?:ok|right|correct|enough|it|the)\b",
    re.IGNORECASE,
)
MAX_EMAIL_CHARACTERS = 254
LITTLE_ELSE = 4
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Value:
    """A valid value and its position in the text; None cancels the value given before."""

    entity: str
    value: str | None
    start: int
    end: int


def values_in(text: str, requested: str | None) -> list[Value]:
    """The valid values of `text`, in order. Five digits alone count only if the form has asked for the number."""
    found = list(_order_numbers(text, bare=requested == "order_number")) + list(_emails(text))
    return sorted((v for v in found if not _REFUSED_BEFORE.search(text[: v.start])), key=lambda v: v.start)


def _order_numbers(text: str, *, bare: bool) -> Iterator[Value]:
    matches = list(_ORDER_NUMBER.finditer(text)) or (list(_BARE_NUMBER.finditer(text)) if bare else [])
    for match in matches:
        yield Value("order_number", f"WW-{match[1]}", *match.span())


def _emails(text: str) -> Iterator[Value]:
    for match in _EMAIL.finditer(text):
        address = match[1].strip(".'")
        if len(address) <= MAX_EMAIL_CHARACTERS and ".." not in address:
            yield Value("email", address.lower(), *match.span())


def looks_like_a_try(text: str, requested: str | None) -> bool:
    """Whether the customer seems to have tried to give the requested value."""
    if requested == "order_number":
        return any(c.isdigit() for c in text)
    if requested == "email":
        return "@" in text or re.search(r"\w\s*\(?\bat\b\)?\s*\w+\s*\(?\bdot\b", text, re.IGNORECASE) is not None
    return False


def is_question(text: str) -> bool:
    """Whether it is a question, by its question mark or its first word."""
    return "?" in text or _QUESTION.match(text.strip()) is not None


def says_little_else(text: str, values: list[Value]) -> bool:
    """Whether a message contains hardly more than its values."""
    few = len(re.findall(r"\w+", _without(text, values))) <= LITTLE_ELSE
    return few and question_beside(text, values) is None


def says_nothing_else(text: str, values: list[Value]) -> bool:
    """Whether there are only values and words that introduce them: "my order number is WW-48213, thanks"."""
    return all(_FILLERS.fullmatch(word) for word in re.findall(r"[^\W_]+", _without(text, values).lower()))


def question_beside(text: str, values: list[Value]) -> str | None:
    """The question asked besides the values; None if there is none."""
    pieces = re.split(r"[,;:\n]+|(?<=[.!?])\s+|\s[-\u2013\u2014]\s", _without(text, values))
    asked = [piece.strip() for piece in pieces if is_question(piece) and len(re.findall(r"\w+", piece)) >= FEWEST_WORDS]
    return next((piece for piece in asked if not _ABOUT_IT.search(piece)), None)


def _without(text: str, values: list[Value]) -> str:
    rest = text
    for value in sorted(values, key=lambda v: v.start, reverse=True):
        rest = rest[: value.start] + " " + rest[value.end :]
    return rest

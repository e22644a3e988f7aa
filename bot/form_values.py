"""Order numbers and e-mail addresses as customers type them, made valid or left out. No Rasa here."""

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
_QUESTION = re.compile(
    r"^(?:and\s+|but\s+|so\s+|wait,?\s+)?(?:who|what|when|where|why|which|how|do|does|did|can|could|will|would|should|is|are|am|may)\b",
    re.IGNORECASE,
)
MAX_EMAIL_CHARACTERS = 254


@dataclass(frozen=True)
class Value:
    """A valid value and where in the text it stood."""

    entity: str
    value: str
    start: int
    end: int


def values_in(text: str, requested: str | None) -> list[Value]:
    """The valid values of `text`, in order. Five bare digits count only when the form has asked for the number."""
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
    """Whether the customer seems to have meant to give the value that was asked for."""
    if requested == "order_number":
        return any(c.isdigit() for c in text)
    if requested == "email":
        return "@" in text or re.search(r"\w\s*\(?\bat\b\)?\s*\w+\s*\(?\bdot\b", text, re.IGNORECASE) is not None
    return False


def is_question(text: str) -> bool:
    """Whether it is put as a question, by its mark or its first word."""
    return "?" in text or _QUESTION.match(text.strip()) is not None


def says_little_else(text: str, values: list[Value]) -> bool:
    """Whether a message is hardly more than the values in it."""
    rest = text
    for value in reversed(values):
        rest = rest[: value.start] + " " + rest[value.end :]
    return len(re.findall(r"\w+", rest)) <= 4

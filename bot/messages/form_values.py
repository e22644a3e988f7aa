"""E-mail addresses, and the values that a pack describes, as customers type them: normalised or left out. Does not use
Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# ruff: noqa: E501  (a pattern is easier to read on one line)

_EMAIL = re.compile(r"(?<![\w.+%\-])([\w.+%'\-]{1,64}@(?:[\w\-]{1,63}\.)+[a-z]{2,24})(?![\w@]|-\w)", re.IGNORECASE)
_REFUSED_BEFORE = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|instead\s+of|rather\s+than)\s+(?:(?:the|my|order|number|no|nr|one|e-?mail|is|it'?s)[\s.:#]*)*$",
    re.IGNORECASE,
)
# One verb as the first word is not enough: "does not fit" and "is faulty" are answers, not questions.
_SUBJECT = (
    r"(?:i|you|we|they|it|he|she|there|this|that|these|those|the(?!\s+wrong)|my|your|our|any(?:one|body)?|some(?:one|body)?|"
    r"all|both|one|returns?|returning|delivery|shipping|people|customers)\b"
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
# Questions about the very thing whose number is given: the look-up answers them.
_ABOUT_IT = re.compile(
    r"\b(?:where|when)\b.*\b(?:order|parcel|package|it|that)\b|\b(?:help|look|check|see|find)\b"
    r"|\b(?:is|was) (?:that|this|it) (?:ok|right|correct|enough|it|the)\b",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:do not|dont|did not|didnt|cannot|cant|can not|never|no longer) (?:even )?(?:have|know|find|got|get|see|remember|recall|received?|locate)\b|\b(?:lost|deleted|forgot|forgotten|misplaced) (?:it|the|my|that|which)\b|\b(?:no idea|no clue|dunno|idk|havent got|have not got|not to hand|not at hand|without (?:it|the number|an? number))\b|\bwhere (?:do|can|would|should|could) i (?:find|see|get|look)\b|\bwhere is (?:it|that|the number|this number|my order number)\b|\bwhich (?:one|number|e ?mail|address)\b|\bwhat (?:number|order number)\b"
)
# A short message with this intent is neither a value nor a note.
SMALL_TALK = frozenset(
    {
        *("affirm", "deny", "okay", "greet", "goodbye", "thanks", "is_bot", "capabilities", "smalltalk", "not_helped"),
        *("pardon", "hold_on", "react", "a_number"),
    }
)
EMAIL = "email"
MAX_EMAIL_CHARACTERS = 254
MOST_WORDS = 60
LITTLE_ELSE = 4
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Value:
    """A valid value and its position in the text; None cancels the value given before."""

    entity: str
    value: str | None
    start: int
    end: int


@dataclass(frozen=True)
class ValuePattern:
    """A value that a pack describes (`values` in its settings.yml).

    `pattern` counts anywhere and `asked` only if the form asked for it; `written` is how it is kept, with `{1}` for a group.
    """

    entity: str
    pattern: re.Pattern[str]
    asked: re.Pattern[str] | None
    written: str

    def found_in(self, text: str, *, is_asked: bool) -> Iterator[Value]:
        matches = list(self.pattern.finditer(text))
        if not matches and is_asked and self.asked is not None:
            matches = list(self.asked.finditer(text))
        for match in matches:
            yield Value(self.entity, self.written.format(match[0], *match.groups()), *match.span())


def patterns_of(values: Mapping[str, Mapping[str, Any]]) -> list[ValuePattern]:
    """The patterns among the `values` of the packs; the other values are notes."""
    return [
        ValuePattern(
            entity=name,
            pattern=re.compile(given["pattern"], re.IGNORECASE),
            asked=re.compile(given["asked"], re.IGNORECASE) if given.get("asked") else None,
            written=str(given.get("written") or "{0}"),
        )
        for name, given in values.items()
        if given.get("pattern")
    ]


def values_in(text: str, requested: str | None, patterns: Sequence[ValuePattern] = ()) -> list[Value]:
    """The valid values of `text`, in order."""
    found = [value for each in patterns for value in each.found_in(text, is_asked=requested == each.entity)]
    found += _emails(text)
    return sorted((v for v in found if not _REFUSED_BEFORE.search(text[: v.start])), key=lambda v: v.start)


def _emails(text: str) -> Iterator[Value]:
    for match in _EMAIL.finditer(text):
        address = match[1].strip(".'")
        if len(address) <= MAX_EMAIL_CHARACTERS and ".." not in address:
            yield Value("email", address.lower(), *match.span())


def looks_like_a_try(text: str, requested: str | None) -> bool:
    """Whether the customer seems to have tried to give the requested value."""
    if requested == EMAIL:
        return "@" in text or re.search(r"\w\s*\(?\bat\b\)?\s*\w+\s*\(?\bdot\b", text, re.IGNORECASE) is not None
    return requested is not None and any(c.isdigit() for c in text)


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


def words_of(text: str) -> str:
    """Lower case, no apostrophes and no punctuation; only the beginning of a long message."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['\u2018\u2019]", "", text.lower()))[:MOST_WORDS])


def lacks_it(text: str) -> bool:
    """Whether the customer does not have the requested value, or does not know where to find it."""
    return _LACKS.search(words_of(text)) is not None

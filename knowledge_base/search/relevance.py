"""Which part of an article answers a question: a small linear model over several views of each part.

A vector of a passage lies between the things that the passage says, and the nearest passage is often a side remark. So
each part is looked at in several views: as a whole, each of its sentences, list entries and table rows by itself, the
heading above it, the words it shares with the question, what a second encoder makes of it, and whether it holds the
kind of thing that is asked for. One set of weights (`relevance_weights`), learned on questions whose answers are
known, says what each view is worth.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.index import Entry
from knowledge_base.search.relevance_weights import PART, PART_ALONE

Floats = NDArray[np.float32]

LONGEST_COUNTED = 160.0  # words; a longer part says no more for its length

PART_VIEWS = (
    "passage",
    "nearest statement",
    "heading",
    "share of the question's words",
    "second encoder",
    "opens the article",
    "length",
    "asks how much, and names an amount",
    "asks when or how long, and names a time",
    "asks how many, and names a number",
    "asks whether, and says no",
)

STATEMENT = PART_VIEWS.index("nearest statement")
SHARED = PART_VIEWS.index("share of the question's words")

_AMOUNT_ASKED = re.compile(
    r"\b(how much|cost|costs|price|prices|fee|fees|charge|charges|expensive|teuer|kostet|kosten)\b"
)
_TIME_ASKED = re.compile(r"\b(how long|how soon|how fast|when|until|deadline|wann|wie lange|bis wann)\b")
_NUMBER_ASKED = re.compile(r"\b(how many|how often|how far|how old|maximum|limit|at most|wie viele|wie oft)\b")
_WHETHER_ASKED = re.compile(r"^\W*(can|could|do|does|did|is|are|am|may|will|would|must|kann|darf|muss|gibt|ist)\b")
_AMOUNT = re.compile(r"[€£$]|\b(eur|euros?|free|kostenlos|gebühr)\b|\d\s?%")
_TIME = re.compile(
    r"\b(days?|weeks?|hours?|minutes?|months?|years?|tage?n?|wochen?|stunden?|minuten?|monate?n?|uhr|o'clock|am|pm|"
    r"monday|friday|sunday|today|tomorrow|\d{1,2}[:.]\d\d)\b"
)
_NUMBER = re.compile(r"\d")
_NO = re.compile(r"\b(not|no|never|only|cannot|can't|except|unless|nicht|kein\w*|nur|außer)\b")


@dataclass(frozen=True)
class AskedFor:
    """A question as the views need it: `words` are its stems with their weights, `second` its other vector."""

    text: str
    vector: Floats
    words: dict[str, float]
    second: Floats | None = None

    @cached_property
    def total(self) -> float:
        return max(sum(self.words.values()), 1e-9)

    @cached_property
    def kinds(self) -> tuple[bool, bool, bool, bool]:
        said = self.text.casefold()
        asked = (_AMOUNT_ASKED, _TIME_ASKED, _NUMBER_ASKED, _WHETHER_ASKED)
        return tuple(bool(kind.search(said)) for kind in asked)  # type: ignore[return-value]


def part_views(entry: Entry, asked: AskedFor) -> NDArray[np.float64]:
    """A row for each passage of the article, in the order of PART_VIEWS."""
    if not entry.passages:
        return np.zeros((0, len(PART_VIEWS)))
    said = np.maximum.reduceat(entry.statements @ asked.vector, entry.statement_starts)
    words = [sum(weight for word, weight in asked.words.items() if word in own) for own in entry.unit_words]
    return np.column_stack(
        [
            entry.bodies @ asked.vector,
            said,
            entry.headings @ asked.vector,
            np.array(words) / asked.total,
            _second(entry.second_bodies, asked),
            [float(passage.number == 0) for passage in entry.passages],
            [_length(passage.text) for passage in entry.passages],
            *_fitting_kinds(entry, asked),
        ]
    )


def _length(text: str) -> float:
    return min(len(text.split()), LONGEST_COUNTED) / LONGEST_COUNTED


def _second(vectors: Floats, asked: AskedFor) -> Floats:
    if asked.second is None:
        return np.zeros(len(vectors), dtype=np.float32)
    return np.asarray(vectors @ asked.second, dtype=np.float32)


def _fitting_kinds(entry: Entry, asked: AskedFor) -> list[list[float]]:
    texts = [f"{passage.section} {passage.text}".casefold() for passage in entry.passages]
    answers = (_AMOUNT, _TIME, _NUMBER, _NO)
    return [
        [float(wanted and bool(answer.search(text))) for text in texts]
        for wanted, answer in zip(asked.kinds, answers, strict=True)
    ]


def part_shares(views: NDArray[np.float64], asked: AskedFor) -> list[float]:
    """How likely each part is the one that answers, if the article does: together 1."""
    if not len(views):
        return []
    scores = views @ np.array(PART if asked.second is not None else PART_ALONE)
    shares = np.exp(scores - scores.max())
    return [float(share) for share in shares / shares.sum()]

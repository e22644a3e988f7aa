"""Which part of an article answers a question: a small linear model over several views of each part.

A passage's vector lies between the things that the passage says, and the nearest passage is often a side remark. So
each part is scored in several views: the whole part; each sentence, list entry and table row alone; the heading above
it; the words it shares with the question; the second encoder's score; and whether it contains the kind of thing the
question asks for. One set of weights (`relevance_weights`), learned on questions with known answers, says how much
each view counts.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.entries import Entry
from knowledge_base.search.kinds import kinds_asked
from knowledge_base.search.relevance_weights import PART, PART_ACROSS, PART_ALONE
from knowledge_base.search.second_views import stretched

Floats = NDArray[np.float32]


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

KINDS_FROM = PART_VIEWS.index("length") + 1
STATEMENT = PART_VIEWS.index("nearest statement")
SHARED = PART_VIEWS.index("share of the question's words")

SHARED_LEAST, NEAR_LEAST = 0.15, 0.3
SHARED_ACROSS, NEAR_ACROSS = 0.35, 0.3  # there the words are pieces, which nearly every text shares
BARE_WORDS = 1  # "how much is that" has no more


@dataclass(frozen=True)
class AskedFor:
    """A question as the views need it: `words` are its terms with their weights, `second` is its second vector.

    `across`: the first encoder cannot read it (`Index.is_across`), so the second takes its place in all views.
    """

    text: str
    vector: Floats
    words: dict[str, float]
    second: Floats | None = None
    across: bool = False

    def after(self, topic: "AskedFor") -> "AskedFor":
        """This question about a topic: its own words choose the part, both together say what it is about."""
        second = None if self.second is None or topic.second is None else _between(self.second, topic.second)
        words = self.words or topic.words
        return AskedFor(self.text, _between(self.vector, topic.vector), words, second, self.across)

    @cached_property
    def total(self) -> float:
        return max(sum(self.words.values()), 1e-9)

    @cached_property
    def kinds(self) -> NDArray[np.float64]:
        return np.array(kinds_asked(self.text))


def _between(one: Floats, other: Floats) -> Floats:
    middle = one + other
    return np.asarray(middle / max(float(np.linalg.norm(middle)), 1e-9), dtype=np.float32)


def part_views(entry: Entry, asked: AskedFor) -> NDArray[np.float64]:
    """One row per passage of the article, in the order of PART_VIEWS."""
    if not entry.passages:
        return np.zeros((0, len(PART_VIEWS)))
    near, said, heading, second = _cosines(entry, asked)
    words = [sum(weight for word, weight in asked.words.items() if word in own) for own in entry.unit_words]
    return np.column_stack(
        [
            near,
            said,
            heading,
            np.array(words) / asked.total,
            second,
            [float(passage.number == 0) for passage in entry.passages],
            entry.unit_kinds[:, 0],
            entry.unit_kinds[:, 1:] * asked.kinds,
        ]
    )


def bears_on(entry: Entry, asked: AskedFor) -> bool:
    """Whether some part of the article says a word of the question and is near to it, or names what it asks for.

    Asked of a follow-up's own words: behind an article's title every message sounds like a question about the article.
    The limits are read off dialogues with a library and with the demo (`docs/decisions/0103`).
    """
    views = part_views(entry, asked)
    shared, near = SHARED_ACROSS if asked.across else SHARED_LEAST, NEAR_ACROSS if asked.across else NEAR_LEAST
    if views[:, SHARED].max(initial=0.0) >= shared and views[:, STATEMENT].max(initial=-1.0) >= near:
        return True
    return len(asked.words) <= BARE_WORDS and bool((views[:, KINDS_FROM:] > 0).any())


def _cosines(entry: Entry, asked: AskedFor) -> tuple[Floats, Floats, Floats, Floats]:
    """Each part's nearness: as a whole, its nearest statement, its heading, and as the second encoder sees it.

    Across languages the second encoder says the first two, and nothing is left for the others.
    """
    if asked.across and asked.second is not None:
        near = stretched(entry.second.bodies @ asked.second)
        none = np.zeros_like(near)
        if not len(entry.second.statements):
            return near, near, none, none
        said = np.maximum.reduceat(entry.second.statements @ asked.second, entry.statement_starts)
        return near, stretched(said), none, none
    said = np.maximum.reduceat(entry.statements @ asked.vector, entry.statement_starts)
    return entry.bodies @ asked.vector, said, entry.headings @ asked.vector, _second(entry.second.bodies, asked)


def _weights(asked: AskedFor) -> tuple[float, ...]:
    if asked.second is None:
        return PART_ALONE
    return PART_ACROSS if asked.across else PART


def _second(vectors: Floats, asked: AskedFor) -> Floats:
    if asked.second is None:
        return np.zeros(len(vectors), dtype=np.float32)
    return np.asarray(vectors @ asked.second, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class PartRelevance:
    """`shares` say how likely each part is the one that answers, if the article does; they add up to 1.

    `total` is the logarithm of the sum before it was divided: the best part raises it most, the others a little.
    """

    shares: tuple[float, ...]
    total: float


def part_relevance(views: NDArray[np.float64], asked: AskedFor) -> PartRelevance | None:
    """The model's scores for an article's parts; None if the article has no text."""
    if not len(views):
        return None
    scores = views @ np.array(_weights(asked))
    total = float(np.logaddexp.reduce(scores))
    return PartRelevance(tuple(float(share) for share in np.exp(scores - total)), total)

"""Passages of different articles that say the same, and sentences that contradict one another, by their vectors.

Every passage is compared with every other, block by block, so that the memory stays small and customers go first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.findings.claims import claim_of
from knowledge_base.findings.finding import Finding, Place
from knowledge_base.search.entries import Entry
from knowledge_base.search.index import Index
from knowledge_base.search.passages import plain, statements_of, table_cells

DUPLICATE = 0.9  # cosine of two passages, titles included, from which they say the same
SHORTEST_WORDS = 8  # of a passage; shorter ones are alike without saying anything
NEAR = 0.8  # cosine of two sentences from which they may be about the same
LONG_SENTENCE = 4  # content words, from which a sentence says by itself what it is about
BLOCK = 512
MOST_PAIRS = 200  # of each kind; nobody works through more
LONGEST_QUOTE = 300

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage or a sentence, with where it stands."""

    row: int
    place: Place
    in_table: bool = False


def find_pairs(index: Index, give_way: Callable[[], None]) -> list[Finding]:
    """Contradictions first; two passages that contradict one another are not named as doubles too."""
    contradictions = list(_contradictions(index, give_way))[:MOST_PAIRS]
    named = {frozenset(each.article_id for each in found.places) for found in contradictions}
    doubles = (
        found for found in _duplicates(index, give_way) if frozenset(p.article_id for p in found.places) not in named
    )
    return [*contradictions, *list(doubles)[:MOST_PAIRS]]


def _duplicates(index: Index, give_way: Callable[[], None]) -> Iterator[Finding]:
    said: list[_Said] = []
    vectors: list[Vectors] = []
    for row, entry in enumerate(index.entries):
        for number, passage in enumerate(entry.passages):
            if len(plain(passage.text).split()) >= SHORTEST_WORDS:
                said.append(_Said(row, _place(entry, passage.section, plain(passage.text))))
                vectors.append(entry.bodies[number])
    best: dict[tuple[int, int], tuple[float, Finding]] = {}
    for one, other, cosine in _near(vectors, DUPLICATE, give_way):
        pair = (said[one].row, said[other].row)
        if pair[0] != pair[1] and cosine > best.get(pair, (0.0, None))[0]:
            details = {"likeness": round(cosine, 2)}
            best[pair] = (cosine, Finding("near_duplicate", (said[one].place, said[other].place), details))
    yield from (found for _, found in sorted(best.values(), key=lambda each: -each[0]))


def _contradictions(index: Index, give_way: Callable[[], None]) -> Iterator[Finding]:
    """At most one for two articles: who mends it reads both."""
    said: list[_Said] = []
    vectors: list[Vectors] = []
    for row, entry in enumerate(index.entries):
        number = 0
        for passage in entry.passages:
            in_table = any(table_cells(line) is not None for line in passage.text.split("\n"))
            for sentence in statements_of(passage):
                claim = claim_of(sentence)
                if claim.checkable:
                    said.append(_Said(row, _place(entry, passage.section, sentence), in_table))
                    vectors.append(entry.statements[number])
                number += 1
    met: set[tuple[int, int]] = set()
    for one, other, _ in _near(vectors, NEAR, give_way):
        pair = (said[one].row, said[other].row)
        if pair[0] == pair[1] or pair in met:
            continue
        first, second = said[one].place, said[other].place
        mine, theirs = claim_of(first.quote), claim_of(second.quote)
        if mine.same_matter(theirs) and mine.contradicts(theirs) and _comparable(said[one], said[other]):
            met.add(pair)
            yield Finding("contradiction", (first, second))


def _comparable(one: _Said, other: _Said) -> bool:
    """Whether both may be about the same thing.

    Articles on sisters ("Size of the Kestrel", "Size of the Swift") differ rightly, and a short sentence or a row of a
    table says little without its article. Titles in other words ("What the kennel costs", "Prices of the kennel") may
    be of one matter, if a long sentence names what they share.
    """
    about = claim_of(one.place.quote).about
    speaks_alone = len(about) >= LONG_SENTENCE and not (one.in_table or other.in_table)
    mine, theirs = claim_of(one.place.title).about, claim_of(other.place.title).about
    if not mine & theirs:
        return speaks_alone
    if not (mine - theirs and theirs - mine):
        return True
    return speaks_alone and bool(mine & theirs & about) and not _are_sisters(one.place.title, other.place.title)


def _are_sisters(one: str, other: str) -> bool:
    """Whether the titles differ only in what stands at the same places."""
    mine, theirs = one.casefold().split(), other.casefold().split()
    alike = sum(word == its for word, its in zip(mine, theirs, strict=False))
    ends = sum(word == its for word, its in zip(reversed(mine), reversed(theirs), strict=False))
    return max(alike, ends) * 2 >= min(len(mine), len(theirs))


def _near(vectors: Sequence[Vectors], least: float, give_way: Callable[[], None]) -> Iterator[tuple[int, int, float]]:
    """Pairs in order, each once, whose cosine is at least that."""
    if not vectors:
        return
    rows = np.array(vectors, dtype=np.float32)
    for start in range(0, len(rows), BLOCK):
        for beside in range(start, len(rows), BLOCK):
            give_way()
            near = rows[start : start + BLOCK] @ rows[beside : beside + BLOCK].T
            for one, other in np.argwhere(near >= least).tolist():
                if start + one < beside + other:
                    yield start + one, beside + other, float(near[one, other])


def _place(entry: Entry, section: str, quote: str) -> Place:
    return Place(entry.article.id, entry.article.title, section, quote[:LONGEST_QUOTE])

"""Which articles are near one another in meaning, for the help pages: worked out after a publication, not for a reader.

An article is the mean of its vectors. The mean of all articles in its language is taken off, because what they all have
in common says nothing about two of them; what is left tells near from far with either encoder.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.search.entries import Entry
from knowledge_base.search.index import Index

MOST = 6
LEAST = 0.1
AT_ONCE = 512

Vectors = NDArray[np.float32]


def related_articles(index: Index) -> dict[str, list[str]]:
    """For each article the nearest of its language, best first; none where nothing is near."""
    languages: dict[str, list[Entry]] = defaultdict(list)
    for entry in index.entries:
        languages[entry.article.locale].append(entry)
    return {article_id: near for entries in languages.values() for article_id, near in _nearest(entries)}


def _nearest(entries: Sequence[Entry]) -> Iterator[tuple[str, list[str]]]:
    vectors = _centred(entries)
    for start in range(0, len(entries), AT_ONCE):
        near = vectors[start : start + AT_ONCE] @ vectors.T
        for row, scores in enumerate(near, start):
            scores[row] = -1.0
            best = np.argsort(-scores, kind="stable")[:MOST]
            yield entries[row].article.id, [entries[each].article.id for each in best if scores[each] >= LEAST]


def _centred(entries: Sequence[Entry]) -> Vectors:
    both = all(entry.second.heads.size for entry in entries)
    means = np.array([_mean(entry, second=both) for entry in entries], dtype=np.float32)
    apart = means - means.mean(axis=0)
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    return np.asarray(apart / np.maximum(lengths, 1e-6), dtype=np.float32)


def _mean(entry: Entry, *, second: bool) -> Vectors:
    """The title counts as much as the whole text."""
    heads, bodies = (entry.second.heads, entry.second.bodies) if second else (entry.heads, entry.bodies)
    return np.asarray(heads[0] + (bodies.mean(axis=0) if len(bodies) else heads[0]), dtype=np.float32)

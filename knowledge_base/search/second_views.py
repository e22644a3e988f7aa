"""The second encoder's vectors of all articles, and what a question is near to among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders.encoder import Vectors
from knowledge_base.search.entries import Entry

NO_LENGTH = 1e-9
TURNED_AT_ONCE = 512  # vectors that fit the processor's cache: takes an eighth of the time of turning all at once
SECOND_FAR = 0.77  # the second encoder's cosine of texts that have nothing in common
SECOND_STRETCH = 5.0


@dataclass(frozen=True, slots=True)
class Seen:
    """The second encoder's cosines with each article, stretched to the first encoder's usual range."""

    heads: NDArray[np.float32]
    centres: NDArray[np.float32]
    bodies: NDArray[np.float32]
    statements: NDArray[np.float32]


@dataclass(frozen=True)
class SecondViews:
    """The second encoder's vectors of all entries, one per column."""

    heads: Vectors
    head_starts: NDArray[np.int64]
    bodies: Vectors
    body_starts: NDArray[np.int64]
    statements: Vectors
    statement_starts: NDArray[np.int64]
    lengths: NDArray[np.float32]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "SecondViews":
        second = [entry.second for entry in entries]
        width = second[0].heads.shape[1] if second else 0
        blocks = [one.bodies if len(one.bodies) else one.heads[:1] for one in second]
        heads, bodies = columns([one.heads for one in second], width), columns(blocks, width)
        statements = bodies  # without statements of its own an article is read by its passages
        if any(len(one.statements) for one in second):
            own = [one.statements if len(one.statements) else block for one, block in zip(second, blocks, strict=True)]
            statements = columns(own, width)
        lengths = np.array([np.linalg.norm(block.sum(axis=0)) for block in blocks], dtype=np.float32)
        return cls(*heads, *bodies, *statements, lengths)

    @cached_property
    def _titles(self) -> Vectors:
        return np.ascontiguousarray(self.heads[:, self.head_starts])

    def best(self, asked: NDArray[np.float32]) -> NDArray[np.float32]:
        """Each article's best cosine, of its title and passages; of many questions, a row for each."""
        titles = asked @ self._titles
        bodies = np.maximum.reduceat(asked @ self.bodies, self.body_starts, axis=-1)
        return np.asarray(np.maximum(titles, bodies), dtype=np.float32)

    def seen(self, asked: NDArray[np.float32], without_head: tuple[int, int] | None) -> Seen:
        near = asked @ self.heads
        if without_head is not None:
            near[self.head_starts[without_head[0]] + without_head[1]] = 0.0
        bodies = asked @ self.bodies
        statements = bodies if self.statements is self.bodies else asked @ self.statements
        sums = np.add.reduceat(bodies, self.body_starts)
        centres = np.asarray(sums / np.maximum(self.lengths, NO_LENGTH), dtype=np.float32)
        return Seen(
            stretched(np.maximum.reduceat(near, self.head_starts)),
            stretched(centres),
            stretched(np.maximum.reduceat(bodies, self.body_starts)),
            stretched(np.maximum.reduceat(statements, self.statement_starts)),
        )


def stretched(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """The second encoder's cosines are close together, around .8; the first's are between 0 and .7."""
    return np.asarray((cosines - SECOND_FAR) * SECOND_STRETCH, dtype=np.float32)


def columns(blocks: Sequence[Vectors], dimensions: int) -> tuple[Vectors, NDArray[np.int64]]:
    """All vectors, one per column, and where each block begins."""
    sizes = [len(block) for block in blocks]
    starts = np.array([0, *accumulate(sizes)][:-1] if sizes else [], dtype=np.int64)
    rows = np.concatenate(blocks) if blocks else np.zeros((0, dimensions), dtype=np.float32)
    columns = np.empty((dimensions, len(rows)), dtype=np.float32)
    for start in range(0, len(rows), TURNED_AT_ONCE):
        columns[:, start : start + TURNED_AT_ONCE] = rows[start : start + TURNED_AT_ONCE].T
    return columns, starts

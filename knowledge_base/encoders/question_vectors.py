"""The vectors of what customers asked, kept by text: a question is encoded once, however often it is decided.

They are in memory only: customers' words are stored nowhere but in their conversations. Many at once are shared among
the cores by the encoder itself.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoders.encoder import Encoder, MultilingualEncoder, Vectors

MOST_KEPT = 6_000  # texts: nine megabytes for each encoder

Vector = NDArray[np.float32]


class KeptVectors:
    """By one encoder. The least lately used is forgotten first. May be called from any thread."""

    def __init__(self, encode: Callable[[Sequence[str]], Vectors]) -> None:
        self._encode = encode
        self._vectors: OrderedDict[str, Vector] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str], *, at_once: int | None = None) -> list[Vector]:
        """Encodes what is missing: all together, so that the cores share it, or at most so many at once."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        for start in range(0, len(missing), size := at_once or max(1, len(missing))):
            lump = missing[start : start + size]
            known.update(zip(lump, self._encode(lump), strict=True))
        with self._lock:
            for text in texts:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > MOST_KEPT:
                self._vectors.popitem(last=False)
        return [known[text] for text in texts]

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """The same, for an index, which asks the second encoder so."""
        return np.array(self.of(texts), dtype=np.float32)

    def lacking(self, texts: Sequence[str]) -> list[str]:
        with self._lock:
            return [text for text in dict.fromkeys(texts) if text not in self._vectors]


class QuestionVectors:
    """Both encoders' vectors of questions. `second` is None if there is no second encoder."""

    def __init__(self, encoder: Encoder, second: MultilingualEncoder | None) -> None:
        self.first = KeptVectors(encoder.encode)
        self.second = KeptVectors(second.encode_queries) if second is not None else None

    def vector(self, text: str) -> Vector:
        return self.first.of([text])[0]

    def lacking(self, texts: Sequence[str]) -> list[str]:
        """Those that `prepare` would encode."""
        missing = {text for each in self._both for text in each.lacking(texts)}
        return [text for text in dict.fromkeys(texts) if text in missing]

    def prepare(self, texts: Sequence[str]) -> None:
        """Encodes those that are not kept yet, together, so that the cores can share them."""
        for kept in self._both:
            kept.of(kept.lacking(texts))

    @property
    def _both(self) -> list[KeptVectors]:
        return [self.first] if self.second is None else [self.first, self.second]

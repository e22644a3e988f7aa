"""One classifier for all the languages that have training sentences: logistic regression on multilingual vectors.

The vectors of one language lie close together, whatever they mean. So the mean of all training vectors is taken away
first; what is left is mostly meaning, and one language's sentences help the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.intents.vectors import Vectors, unit

Floats = npt.NDArray[np.floating[Any]]

C = 50.0
MOST_ITERATIONS = 500


@dataclass(frozen=True)
class LanguageIntents:
    """The learned weights, and the languages that they were learned from."""

    languages: frozenset[str]
    names: tuple[str, ...]
    mean: Floats
    weights: Floats
    intercepts: Floats

    def chances(self, vector: Vectors) -> list[tuple[str, float]]:
        """The intents with their probabilities, the most likely first."""
        scores = self.weights @ unit(vector - self.mean) + self.intercepts
        exponents = np.exp(scores - scores.max())
        chances = exponents / exponents.sum()
        return [(self.names[i], float(chances[i])) for i in np.argsort(-chances)]

    def arrays(self) -> dict[str, Any]:
        """For a NumPy archive."""
        return {
            "languages": np.array(sorted(self.languages)),
            "names": np.array(self.names),
            "mean": self.mean,
            "weights": self.weights,
            "intercepts": self.intercepts,
        }

    @classmethod
    def of(cls, arrays: dict[str, Any]) -> LanguageIntents:
        languages, names = (tuple(map(str, arrays.pop(part))) for part in ("languages", "names"))
        return cls(frozenset(languages), names, **arrays)


def learn(rows: Sequence[tuple[str, str, Vectors]]) -> LanguageIntents:
    """Learns from (language, intent, vector)."""
    from sklearn.linear_model import LogisticRegression

    vectors = np.stack([vector for _, _, vector in rows])
    mean = vectors.mean(axis=0)
    centred = np.stack([unit(vector - mean) for vector in vectors])
    fitted = LogisticRegression(C=C, max_iter=MOST_ITERATIONS).fit(centred, [intent for _, intent, _ in rows])
    languages = frozenset(language for language, _, _ in rows)
    return LanguageIntents(languages, tuple(map(str, fitted.classes_)), mean, fitted.coef_, fitted.intercept_)

"""The figures of `./baton evaluate intents`, by the definitions of the contract; null where their truth is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

IN_SCOPE_LOST = 0.05


class Labelled(Protocol):
    """A test row: what is asked of it is its label."""

    @property
    def intent(self) -> str | None: ...
    @property
    def labelled(self) -> bool: ...


def figures(
    truth: Sequence[Labelled], rows: Sequence[Mapping[str, Any]], train_seconds: float, milliseconds: Sequence[float]
) -> dict[str, Any]:
    """Accuracy over the rows with an intent; the rest over how `in_scope` parts them from the rows without."""
    pairs = [(t.intent, row) for t, row in zip(truth, rows, strict=True) if t.labelled]
    right = [intent == row["intent"] for intent, row in pairs if intent is not None]
    inside = [row["in_scope"] for intent, row in pairs if intent is not None]
    outside = [row["in_scope"] for intent, row in pairs if intent is None]
    return {
        "accuracy": _rounded(np.mean(right)) if right else None,
        "auroc": _rounded(auroc(inside, outside)) if inside and outside else None,
        "out_of_scope_recall_at_5_percent": _rounded(recall(inside, outside)) if inside and outside else None,
        "train_seconds": round(train_seconds, 2),
        "milliseconds_p50": _quantile(milliseconds, 0.5),
        "milliseconds_p95": _quantile(milliseconds, 0.95),
    }


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The probability that a row in scope scores above one out of scope; equals count half."""
    ordered = np.sort(np.asarray(outside))
    below = np.searchsorted(ordered, inside, side="left")
    up_to = np.searchsorted(ordered, inside, side="right")
    return float(np.mean((below + up_to) / 2) / len(ordered))


def recall(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The share of rows out of scope that lie below the 5 % quantile of those in scope."""
    return float(np.mean(np.asarray(outside) < np.quantile(inside, IN_SCOPE_LOST)))


def _quantile(values: Sequence[float], share: float) -> float | None:
    return round(float(np.quantile(values, share)), 3) if values else None


def _rounded(value: float | np.floating[Any]) -> float:
    return round(float(value), 4)

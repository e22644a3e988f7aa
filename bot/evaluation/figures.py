"""The metrics of `./baton evaluate intents`, as documented; null if the labels for one are missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

IN_SCOPE_LOST = 0.05


class Labelled(Protocol):
    """A test row. Its label is the expected intent."""

    @property
    def intent(self) -> str | None: ...
    @property
    def labelled(self) -> bool: ...


def figures(
    truth: Sequence[Labelled], rows: Sequence[Mapping[str, Any]], train_seconds: float, milliseconds: Sequence[float]
) -> dict[str, Any]:
    """Accuracy over the rows with an intent; the other metrics measure how `in_scope` separates them from the rows
    without.
    """
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
    """AUROC: the probability that an in-scope row scores above an out-of-scope row; ties count half."""
    ordered = np.sort(np.asarray(outside))
    below = np.searchsorted(ordered, inside, side="left")
    up_to = np.searchsorted(ordered, inside, side="right")
    return float(np.mean((below + up_to) / 2) / len(ordered))


def recall(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The share of out-of-scope rows below the 5 % quantile of the in-scope rows."""
    return float(np.mean(np.asarray(outside) < np.quantile(inside, IN_SCOPE_LOST)))


def _quantile(values: Sequence[float], share: float) -> float | None:
    return round(float(np.quantile(values, share)), 3) if values else None


def _rounded(value: float | np.floating[Any]) -> float:
    return round(float(value), 4)

"""Finds the pipeline settings for a set of sentences, for `./baton evaluate intents --thorough`.

The configured settings are good everywhere and best nowhere. A candidate is trained on one half of the sentences and
evaluated on the other. It replaces the configured settings only if the improvement is statistically significant: on a
few hundred sentences, the best of several is mostly the luckiest.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeVar

Settings = Mapping[str, Mapping[str, float]]
"""Component (the last part of its name) -> setting -> value."""

CONFIGURED: Settings = {}
CANDIDATES: tuple[Settings, ...] = (
    {"CharacterGrams": {"weight": 0.7}, "IntentClassifier": {"narrowness": 1.0}},
    {"CharacterGrams": {"weight": 0.7}, "IntentClassifier": {"narrowness": 2.0}},
    {"CharacterGrams": {"weight": 0.35}},
)
LEAST_ERRORS = 1.0  # a candidate must be better by this many standard errors of the difference

Row = TypeVar("Row")
Judge = Callable[[Sequence[Row], Sequence[Row], Settings], Sequence[bool]]
"""(training rows, test rows, settings) -> whether each test row was right."""


def settings_that_suit(rows: Sequence[Row], intents: Sequence[str | None], judge: Judge[Row]) -> Settings:
    """The best candidate, or the configured settings."""
    taught, asked = halves(rows, intents)
    if not taught or not asked:
        return CONFIGURED
    configured = judge(taught, asked, CONFIGURED)
    best, most = CONFIGURED, 0
    for settings in CANDIDATES:
        changes = [now - before for now, before in zip(judge(taught, asked, settings), configured, strict=True)]
        gained = sum(changes)
        if gained > max(most, LEAST_ERRORS * math.sqrt(sum(map(abs, changes)))):
            best, most = settings, gained
    return best


def halves(rows: Sequence[Row], intents: Sequence[str | None]) -> tuple[list[Row], list[Row]]:
    """Every second row of each intent is a test row, if the intent is also trained."""
    seen: dict[str | None, int] = {}
    taught: list[Row] = []
    asked: list[Row] = []
    for row, intent in zip(rows, intents, strict=True):
        seen[intent] = seen.get(intent, 0) + 1
        (taught if seen[intent] % 2 else asked).append(row)
    return taught, asked


def with_settings(config: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The pipeline's configuration with these settings. Raises KeyError for a component that it lacks."""
    changed = deepcopy(dict(config))
    of_name = {component["name"].rsplit(".", 1)[-1]: component for component in changed["pipeline"]}
    for name, values in settings.items():
        of_name[name].update(values)
    return changed

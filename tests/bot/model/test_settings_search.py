"""`--thorough`: a candidate is chosen if it is clearly better, and not if it is only lucky."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
import yaml

from bot.evaluation.settings_search import CANDIDATES, CONFIGURED, Settings, halves, settings_that_suit, with_settings
from bot.project import CONFIGURATION

ROWS = list(range(200))
INTENTS = [str(row % 5) for row in ROWS]


def _right(errors: dict[int, Callable[[int], bool]]) -> Callable[[Sequence[int], Sequence[int], Settings], list[bool]]:
    """Wrong where the function of the candidate's number says so; -1 stands for the configured settings."""

    def judge(_taught: Sequence[int], asked: Sequence[int], settings: Settings) -> list[bool]:
        number = CANDIDATES.index(settings) if settings in CANDIDATES else -1
        return [not errors.get(number, errors[-1])(place) for place in range(len(asked))]

    return judge


def test_a_clearly_better_candidate_is_chosen() -> None:
    judge = _right(
        {-1: lambda place: place % 4 == 0, 1: lambda place: place % 20 == 0, 2: lambda place: place % 8 == 0}
    )
    assert settings_that_suit(ROWS, INTENTS, judge) == CANDIDATES[1]


def test_a_candidate_that_is_better_by_luck_is_not_chosen() -> None:
    judge = _right({-1: lambda place: place in (3, 5, 7, 9), 0: lambda place: place in (2, 4, 6)})
    assert settings_that_suit(ROWS, INTENTS, judge) == CONFIGURED


def test_without_two_sentences_per_intent_nothing_is_searched() -> None:
    assert settings_that_suit([1, 2], ["a", "b"], _right({-1: lambda _: True})) == CONFIGURED


def test_every_intent_is_trained_and_tested_equally() -> None:
    taught, asked = halves(ROWS, INTENTS)
    assert sorted([*taught, *asked]) == ROWS
    for intent in set(INTENTS):
        assert sum(INTENTS[row] == intent for row in taught) == sum(INTENTS[row] == intent for row in asked) == 20


@pytest.mark.parametrize("settings", CANDIDATES)
def test_a_candidate_changes_the_real_configuration_and_nothing_else(settings: Settings) -> None:
    config = yaml.safe_load(CONFIGURATION.read_text(encoding="utf-8"))
    changed = with_settings(config, settings)
    differing = [(old, new) for old, new in zip(config["pipeline"], changed["pipeline"], strict=True) if old != new]
    assert len(differing) == len(settings)
    for old, new in differing:
        own = settings[old["name"].rsplit(".", 1)[-1]]
        assert new == {**old, **own}
    assert {**changed, "pipeline": None} == {**config, "pipeline": None}

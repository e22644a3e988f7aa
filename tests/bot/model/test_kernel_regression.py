"""The kernel regression: separates what no straight border separates, and gives accurate probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from bot.intents import kernel_regression
from bot.intents.in_scope import InScope, places_in
from bot.intents.kernel_regression import Floats, fit_kernel_regression

CORNERS = [(1, 1), (-1, -1), (1, -1), (-1, 1)]  # the first two ask for one thing, the last two for another


def _rows(count: int, seed: int, *, noise: float = 0.15) -> tuple[Floats, list[int]]:
    chance = np.random.default_rng(seed)
    corners = [CORNERS[number % 4] for number in range(count)]
    rows = np.hstack([np.array(corners, dtype=float), np.zeros((count, 4))]) + noise * chance.normal(size=(count, 6))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True), [number % 4 // 2 for number in range(count)]


def test_an_intent_with_two_wordings_is_found_in_both() -> None:
    taught, unseen = _rows(80, 1), _rows(40, 2)
    chances = np.exp(fit_kernel_regression(*taught, 2).log_chances(unseen[0]))
    assert (chances.argmax(axis=1) == unseen[1]).all()


def test_its_values_are_probabilities_and_higher_for_clearer_rows() -> None:
    sure = {}
    for noise in (0.1, 1.5):
        chances = np.exp(
            fit_kernel_regression(*_rows(120, 3, noise=noise), 2).log_chances(_rows(60, 4, noise=noise)[0])
        )
        assert np.allclose(chances.sum(axis=1), 1, atol=1e-4)
        sure[noise] = float(chances.max(axis=1).mean())
    assert sure[0.1] > 0.9
    assert sure[1.5] < sure[0.1] - 0.1


def test_training_is_deterministic() -> None:
    first, second = (fit_kernel_regression(*_rows(60, 5), 2) for _ in range(2))
    assert first.sharpness == second.sharpness
    assert np.array_equal(first.weights, second.weights)


def test_with_too_many_sentences_each_intent_keeps_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_regression, "MOST_ROWS", 24)
    rows, intents = _rows(80, 6)
    rare = list(range(0, 80, 4))[:6]  # six sentences of a third intent
    for place in rare:
        rows[place], intents[place] = (0, 0, 1, 0, 0, 0), 2
    fitted = fit_kernel_regression(rows, intents, 3)
    assert len(fitted.rows) == 24
    unseen = np.array([(0, 0, 1, 0, 0, 0), (0.7, 0.7, 0, 0, 0, 0), (0.7, -0.7, 0, 0, 0, 0)])
    assert fitted.log_chances(unseen).argmax(axis=1).tolist() == [2, 0, 1]


@pytest.mark.parametrize("intents", [[0, 1], [0, 0, 1]])
def test_one_sentence_per_intent_is_enough(intents: list[int]) -> None:
    rows = np.eye(6)[: len(intents)]
    chances = np.exp(fit_kernel_regression(rows, intents, 2).log_chances(rows))
    assert chances.argmax(axis=1).tolist() == intents


def test_the_nearest_sentence_in_scope_is_found_in_what_the_kernel_compares_anyway() -> None:
    rows, intents = _rows(80, 1)
    kernel = fit_kernel_regression(rows, intents, 2)
    scope = InScope(kernel.rows[np.arange(80) % 5 != 3], 9.0, -5.0)
    places = places_in(scope.known, kernel.rows)
    assert places is not None
    asked = np.asarray(_rows(40, 2)[0], dtype=np.float32)
    for row in asked:
        cosines = kernel.cosines(row.reshape(1, -1))
        cosine = float(cosines[0, places].max())
        assert scope.probability_at(0.7, cosine) == pytest.approx(scope.probability(0.7, row), abs=1e-5)
        assert kernel.log_chances_at(cosines) == pytest.approx(kernel.log_chances(row.reshape(1, -1)))


def test_sentences_in_scope_that_the_kernel_does_not_have_are_compared_apart() -> None:
    rows = np.asarray(_rows(20, 1)[0], dtype=np.float32)
    assert places_in(rows[[3, 1]], rows) is None, "another order"
    assert places_in(np.vstack([rows, rows[:1] + 1]), rows) is None
    assert places_in(rows, rows[:19]) is None

"""Calibration says how probable an answer is, and reaches its target on questions that it has not seen."""

from dataclasses import replace

import numpy as np
import pytest

from knowledge_base.articles.article import Article
from knowledge_base.calibration.calibration import NEVER, Calibration
from knowledge_base.calibration.curve import BINS, curve_of, expected_share
from knowledge_base.calibration.examples import Question, made_questions, shortened
from knowledge_base.calibration.features import NAMES, Features
from knowledge_base.calibration.fitting import Example, fit
from knowledge_base.calibration.prior_weights import BARE, PHRASED, SOME, prior_for
from knowledge_base.calibration.regression import fit_weights
from knowledge_base.service.engine import Engine

WIDTH = len(NAMES)


def world(seed: int, articles: int = 60, each: int = 8) -> list[Example]:
    """Questions whose truth follows the features by a law of its own; an article's questions share some luck."""
    random = np.random.default_rng(seed)
    examples = []
    for article in range(articles):
        luck = random.normal(0, 0.5)
        for _ in range(each):
            row = random.normal(0, 1, WIDTH)
            chance = 1 / (1 + np.exp(-(1.0 + 2.0 * row[0] + 1.5 * row[2] + luck)))
            right = bool(random.random() < chance)
            examples.append(Example(tuple(map(float, row)), right, right, str(article)))
    return examples


def test_the_promise_is_kept_on_unseen_questions_and_on_both_sides() -> None:
    """On average between two points below and four above, and in nine of ten within five below."""
    shares = []
    for seed in range(20):
        calibration = fit(world(seed), "test")
        threshold = calibration.threshold(0.9)
        answered = [
            one for one in world(seed + 1000, articles=400) if calibration.probability(one.features) >= threshold
        ]
        assert len(answered) > 100
        shares.append(float(np.mean([one.right for one in answered])))
    assert 0.88 <= float(np.mean(shares)) <= 0.94
    assert sum(share >= 0.85 for share in shares) >= 18


def test_probabilities_are_near_the_truth() -> None:
    calibration = fit(world(1, articles=150), "test")
    fresh = world(2, articles=400)
    chances = np.array([calibration.probability(one.features) for one in fresh])
    truth = np.array([one.right for one in fresh])
    for part in np.array_split(np.argsort(chances), 5):
        assert abs(chances[part].mean() - truth[part].mean()) < 0.06


@pytest.mark.parametrize("away", [0.5, 1.0, 2.0])
def test_a_knowledge_base_unlike_those_before_it_is_fitted_all_the_same(away: float) -> None:
    """Newton's plain steps run away here: every probability becomes 0 or 1, and the threshold means nothing."""
    chance = np.random.default_rng(0)
    rows = chance.normal(size=(400, len(NAMES))) - away
    truth = (chance.random(400) < 0.3).astype(float)
    weights = fit_weights(rows, truth, np.ones(400), (1.5, *[1.0] * len(NAMES)), 4.0)
    said = 1 / (1 + np.exp(-(weights[0] + rows @ weights[1:])))
    assert said.mean() == pytest.approx(truth.mean(), abs=0.02)
    assert said.max() < 0.9


def test_a_higher_promise_never_answers_more() -> None:
    calibration = fit(world(3), "test")
    thresholds = [calibration.threshold(target) for target in (0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.9999)]
    assert thresholds == sorted(thresholds)


def test_questions_of_one_article_count_for_less_only_if_they_fail_together() -> None:
    """Read off the share to count on: it moves from what was expected the more, the more the questions are worth."""
    chances, known, none = np.full(80, 0.5), np.ones(80), np.zeros(80)
    apart, together = np.tile([0.0, 1.0, 1.0, 1.0], 20), np.repeat([0.0, 1.0, 1.0, 1.0], 20)

    def counted_on(right: Features, articles: int) -> float:
        groups = [str(number * articles // 80) for number in range(80)]
        return curve_of(groups, chances, right, known, known, none, none)[-1].counted_on

    alone = counted_on(apart, 80)
    assert counted_on(together, 4) < alone - 0.01
    assert counted_on(apart, 20) == pytest.approx(alone), "they fail as independently as single questions"


def test_a_promise_that_cannot_be_kept_answers_nothing() -> None:
    luckless = [Example((0.0,) * WIDTH, number % 2 == 0, True, str(number)) for number in range(200)]
    assert fit(luckless, "test").threshold(0.95) == NEVER


def test_what_was_seen_moves_what_was_expected_the_more_the_more_was_seen() -> None:
    assert expected_share(20, 20, 0.9) < expected_share(200, 200, 0.9)
    assert expected_share(190, 200, 0.97) < expected_share(200, 200, 0.97)


def test_without_any_question_there_is_a_calibration_that_never_answers() -> None:
    calibration = fit([], "made")
    assert calibration.threshold(0.5) == NEVER
    assert 0 < calibration.probability((0.0,) * WIDTH) < 1


def test_a_calibration_is_named_by_its_content_and_survives_storage() -> None:
    calibration = fit(world(4), "test")
    again = Calibration.from_dict(calibration.as_dict())
    assert again == calibration
    assert again.id == calibration.id
    assert fit(world(5), "test").id != calibration.id


def test_made_questions_are_the_same_each_time_and_copy_no_title(engine: Engine, articles: list[Article]) -> None:
    index = engine.index(
        [*articles, Article("q", "Frame numbers", "Under the bottom bracket.", ("where is my number",))]
    )
    made = made_questions(index)
    assert made == made_questions(index)
    assert "where is my number" in {question.text for question in made}
    assert not {question.text for question in made} & {article.title for article in articles}


def test_a_shortened_title_keeps_about_half_of_its_content() -> None:
    kept = shortened("Take an e-bike on the car, train or plane", "seed").split()
    assert 2 <= len(kept) <= 3


@pytest.mark.parametrize("labels", [0, 60])
def test_labels_are_used_where_there_are_enough(engine: Engine, articles: list[Article], labels: int) -> None:
    index = engine.index(articles)
    labelled = [Question(f"{articles[n % 8].title} please {n}", (articles[n % 8].id,)) for n in range(labels)]
    assert engine.learn(index, labelled)[1].source == ("labelled" if labels else "made")


def test_questions_that_nobody_asked_take_no_room_among_those_whose_outcome_is_shown() -> None:
    asked, made = world(3), [replace(one, counts=0.0) for one in world(4)]
    bins = fit([*asked, *made], "test").reliability
    assert {one.questions for one in bins} == {len(asked) / BINS}
    assert sum(one.right * one.questions for one in bins) == pytest.approx(sum(one.right for one in asked), abs=0.01)
    assert all(0 < one.said < 1 for one in bins)


def test_what_is_known_beforehand_follows_the_number_of_phrasings() -> None:
    """A threshold for articles with eighteen phrasings is no threshold for articles with four."""
    for phrasings, learned in ((0.0, BARE), (4.0, SOME), (12.0, PHRASED), (40.0, PHRASED)):
        assert prior_for(phrasings).answer == pytest.approx(learned.answer)
        assert prior_for(phrasings).spread == tuple(pytest.approx(pair) for pair in learned.spread)
    for low, between, high in zip(BARE.answer, prior_for(2.0).answer, SOME.answer, strict=True):
        assert between == pytest.approx((low + high) / 2)

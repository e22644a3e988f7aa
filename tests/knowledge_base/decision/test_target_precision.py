"""The dial: what another promise would do is counted from what is stored, and taken up without fitting anything."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.article import Article
from knowledge_base.articles.record import Content
from knowledge_base.calibration.calibration import NEVER, Calibration
from knowledge_base.calibration.curve import Cut
from knowledge_base.calibration.features import NAMES
from knowledge_base.calibration.fitting import Example, fit
from knowledge_base.decision.target_precision import TARGET_PRECISIONS, Shares, Weighed, action_at, shares_at
from knowledge_base.decision.target_precision_repository import latest_target_precision, set_target_precision
from knowledge_base.encoders.encoder import OnnxEncoder
from knowledge_base.service.engine import Engine
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.training import TrainingJob, TrainingResult, learn

NOW = datetime(2030, 1, 2, tzinfo=UTC)
chances = st.floats(0, 1)
questions = st.lists(
    st.builds(
        lambda rule, low, high: Weighed(rule, min(low, high), max(low, high)),
        st.sampled_from(["sure_enough", "one_of_these", "not_sure_enough", "sensitive_topic"]),
        chances,
        chances,
    ),
    min_size=1,
)


@given(questions, chances, chances)
def test_a_lower_threshold_never_answers_less(asked: list[Weighed], one: float, other: float) -> None:
    low, high = shares_at(asked, min(one, other)), shares_at(asked, max(one, other))
    assert low.answered >= high.answered
    for shares in (low, high):
        assert shares.answered + shares.tentative + shares.clarified + shares.handed_over == pytest.approx(1)


def test_what_must_go_to_a_person_goes_there_at_any_threshold() -> None:
    assert action_at(Weighed("sensitive_topic", 1.0, 1.0), 0.0) == "handed_over"
    assert action_at(Weighed("not_sure_enough", 0.2, 0.9), 0.8) == "clarified"
    assert action_at(Weighed("not_sure_enough", 0.75, 0.75), 0.8) == "tentative"
    assert action_at(Weighed("not_sure_enough", 0.2, 0.2), 0.8) == "handed_over"
    assert shares_at([], 0.5) == Shares()


def examples(count: int) -> list[Example]:
    """Questions whose first feature says how probable the answer is."""
    return [
        Example(
            features=((number % 10) / 5 - 1, *[0.0] * (len(NAMES) - 1)),
            right=number % 10 > 2 + number % 3,
            among_three=number % 10 > 1,
            group=f"article-{number % 40}",
        )
        for number in range(count)
    ]


def test_the_calibration_says_how_its_own_questions_would_fare() -> None:
    calibration = fit(examples(400), "labelled")
    for target in TARGET_PRECISIONS:
        shares = calibration.shares(target)
        assert shares.answered + shares.tentative + shares.clarified + shares.handed_over == pytest.approx(1)
        assert (shares.answered > 0) == (calibration.threshold(target) < NEVER)
    assert calibration.shares(0.5).answered > calibration.shares(0.99).answered
    assert sum(one.questions for one in calibration.reliability) == pytest.approx(400)
    assert [one.said for one in calibration.reliability] == sorted(one.said for one in calibration.reliability)
    assert Calibration.from_dict(calibration.as_dict()) == calibration


def test_a_calibration_that_was_stored_before_there_was_a_dial_is_still_read() -> None:
    stored = fit(examples(100), "labelled").as_dict()
    for name in ("reliability", "clarified_at_most", "outcomes"):
        del stored[name]
    stored["curve"] = [
        {name: cut[name] for name in ("threshold", "coverage", "precision", "counted_on")} for cut in stored["curve"]
    ]
    read = Calibration.from_dict(stored)
    assert read.reliability == ()
    assert read.curve[0] == Cut(**stored["curve"][0])


@pytest.fixture
def published(database: Database, articles: list[Article]) -> None:
    for article in articles:
        content = Content(article.title, article.body)
        database.write_now(editing.create, content, "Edith", NOW, article_id=article.id)
        database.write_now(editing.publish, article.id, 1, "Edith", NOW)


def test_the_newest_promise_holds_and_the_older_ones_stay(database: Database) -> None:
    assert database.read_now(latest_target_precision) is None
    database.write_now(set_target_precision, 0.9, "Sam", NOW)
    database.write_now(set_target_precision, 0.8, "Ada", NOW)
    held = database.read_now(latest_target_precision)
    assert held is not None
    assert (held.target_precision, held.set_by, held.set_at) == (0.8, "Ada", NOW)


@pytest.mark.usefixtures("published")
async def test_a_promise_is_taken_up_with_the_calibration_that_there_is(
    encoder: OnnxEncoder, database: Database
) -> None:
    jobs: list[TrainingJob] = []

    async def train(job: TrainingJob) -> TrainingResult:
        jobs.append(job)
        return learn(Engine(encoder, {}), job)

    service = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, train, target_precision=0.9, look_seconds=3600
    )
    async with asyncio.timeout(60):
        await service.catch_up()
        first = service.knowledge
        await database.write(set_target_precision, 0.6, "Sam", NOW)
        await service.take_up_target_precision()
    await service.stop()
    assert first is not None
    assert service.knowledge is not None
    assert (first.target_precision, service.knowledge.target_precision) == (0.9, 0.6)
    assert service.knowledge.calibration is first.calibration
    assert len(jobs) == 1

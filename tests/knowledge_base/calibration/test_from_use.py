"""What customers make of the answers teaches the calibration: only what was said, only as far as it can be believed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, insert

from conversations.models import conversations
from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.article import Article
from knowledge_base.articles.record import Content
from knowledge_base.calibration.calibration import Calibration
from knowledge_base.calibration.fitting import Example
from knowledge_base.calibration.from_use import SILENT_COUNTS, examples_from_use
from knowledge_base.encoders.encoder import OnnxEncoder
from knowledge_base.outcomes import repository
from knowledge_base.outcomes.outcomes import Happened, PastQuestion, StoredDecision
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.knowledge_service import NEW_LABELS, KnowledgeService
from knowledge_base.service.training import TrainingJob, TrainingResult, learn

NOW = datetime(2030, 1, 2, tzinfo=UTC)
QUESTION = "Can I send the goods back within 30 days of delivery?"
PATIENCE_SECONDS = 60

Decide = Callable[..., str]


@pytest.fixture
def decide(database: Database) -> Decide:
    """Stores a decision with what came of it; returns its identifier."""
    ids = iter(range(1_000))

    def decided(
        *happened: Happened,
        question: str = QUESTION,
        article_id: str | None = "returns",
        when: datetime = NOW,
        **changes: object,
    ) -> str:
        number = next(ids)
        made = StoredDecision(
            id=f"dec-{number}",
            conversation_id="conv",
            seq=number,
            turn=number,
            question=question,
            in_context=False,
            action="answer",
            rule="sure_enough",
            reason=None,
            article_id="returns",
            choices=(),
            probability=0.9,
            among_three=0.95,
            threshold=0.8,
            calibration="c",
            knowledge_version=1,
            created_at=when,
        )

        def write(connection: Connection) -> None:
            repository.insert_decision(connection, replace(made, **changes))  # type: ignore[arg-type]
            for each in happened:
                repository.put_outcome(connection, made.id, each, article_id, when)

        database.write_now(write)
        return made.id

    database.write_now(_open_conversation)
    return decided


def _open_conversation(connection: Connection) -> None:
    row = {"id": "conv", "token_hash": "h", "status": "bot", "memory": {}, "created_at": NOW, "updated_at": NOW}
    connection.execute(insert(conversations).values(**row))


@pytest.fixture
def published(database: Database, articles: list[Article]) -> None:
    for article in articles:
        content = Content(article.title, article.body)
        database.write_now(editing.create, content, "Edith", NOW, article_id=article.id)
        database.write_now(editing.publish, article.id, 1, "Edith", NOW)


def asked_in(database: Database) -> list[PastQuestion]:
    return database.read_now(repository.list_asked, NOW - timedelta(days=30), 100)


def test_the_label_that_is_believed_most_counts(database: Database, decide: Decide) -> None:
    decide("handed_over", "helped")
    decide("helped", "editor_wrong")
    decide()
    assert {(asked.right, asked.weight) for asked in asked_in(database)} == {(True, 0.7), (False, 1.0), (None, 0.0)}


def test_what_cannot_be_learned_from_is_left_out(database: Database, decide: Decide) -> None:
    decide("helped", in_context=True)
    decide("helped", rule="customer_chose")
    decide("asked_instead", action="clarify")
    decide(action="hand_over")
    decide("helped", when=NOW - timedelta(days=31))
    assert asked_in(database) == []


@pytest.mark.usefixtures("published")
def test_wrong_is_forgotten_once_the_article_was_published_anew(database: Database, decide: Decide) -> None:
    decide("did_not_help", when=NOW - timedelta(days=1))
    decide("did_not_help", when=NOW + timedelta(days=1))
    decide("helped", when=NOW - timedelta(days=1))
    assert sorted(str(asked.right) for asked in asked_in(database)) == ["False", "True"]


@pytest.mark.usefixtures("published")
def test_that_no_article_answers_says_nothing_of_articles_published_since(
    database: Database, decide: Decide, engine: Engine, knowledge: Knowledge
) -> None:
    decide("editor_none", article_id=None, when=NOW - timedelta(days=1))
    decide("editor_none", article_id=None, when=NOW + timedelta(days=1))
    older, newer = sorted(asked_in(database), key=lambda asked: len(asked.newer))
    assert (older.newer, newer.newer) == (frozenset(), frozenset(knowledge.index.row_of))
    assert len(_examples(engine, knowledge, older)) == 1
    assert _examples(engine, knowledge, newer) == []


def test_nothing_said_teaches_nothing(engine: Engine, knowledge: Knowledge) -> None:
    silent = [PastQuestion(QUESTION, "returns")] * 50
    _, calibration = engine.learn(engine.index(_articles(knowledge)), asked=silent)
    assert replace(calibration, topics="") == replace(knowledge.calibration, topics="")


def test_a_label_is_believed_as_far_as_its_weight_says(engine: Engine, knowledge: Knowledge) -> None:
    chance = _chance(engine, knowledge)
    weak, sure = _examples(
        engine, knowledge, PastQuestion(QUESTION, "returns", False, 0.3), PastQuestion(QUESTION, "returns", False, 1.0)
    )
    assert weak.right == pytest.approx(0.7 * chance)
    assert (weak.known, sure.right, sure.known) == (0.3, 0.0, 1.0)


def test_an_answer_that_nobody_said_anything_about_counts_as_it_was_predicted(
    engine: Engine, knowledge: Knowledge
) -> None:
    silent, _ = _examples(
        engine, knowledge, PastQuestion(QUESTION, "returns"), PastQuestion(QUESTION, "returns", True, 1.0)
    )
    assert silent.right == pytest.approx(_chance(engine, knowledge))
    assert (silent.weight, silent.counts) == (0.0, SILENT_COUNTS)


def test_a_label_of_what_would_not_be_shown_today_is_dropped(engine: Engine, knowledge: Knowledge) -> None:
    gone, elsewhere = PastQuestion(QUESTION, "gone", True, 1.0), PastQuestion(QUESTION, "norway", False, 1.0)
    assert _examples(engine, knowledge, gone, elsewhere) == []
    [another] = _examples(engine, knowledge, PastQuestion(QUESTION, "norway", True, 1.0))
    assert another.right < 0.6
    [nothing] = _examples(engine, knowledge, PastQuestion(QUESTION, None, False, 1.0))
    assert (nothing.right, nothing.among_three) == (0.0, 0.0)


def test_complaints_raise_the_threshold_above_that_of_thanks(engine: Engine, knowledge: Knowledge) -> None:
    def learned(right: bool) -> Calibration:
        asked = [PastQuestion(article.title, article.id, right, 1.0) for article in _articles(knowledge)] * 8
        return engine.learn(engine.index(_articles(knowledge)), asked=asked)[1]

    thanked, blamed = learned(True), learned(False)
    assert thanked.source == "made and asked"
    assert blamed.threshold(0.8) > thanked.threshold(0.8)


@pytest.mark.usefixtures("published")
async def test_enough_new_labels_make_it_learn_again(encoder: OnnxEncoder, database: Database, decide: Decide) -> None:
    jobs: list[TrainingJob] = []

    async def train(job: TrainingJob) -> TrainingResult:
        jobs.append(job)
        return learn(Engine(encoder, {}), job)

    service = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, train, target_precision=0.9, look_seconds=3600
    )
    deaf = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, train, target_precision=0.9, look_seconds=3600, learn_from_use=False
    )
    async with asyncio.timeout(PATIENCE_SECONDS):
        await service.catch_up()
        for _ in range(NEW_LABELS - 1):
            decide("helped")
        await service.learn_from_use()
        assert len(jobs) == 1
        decide("helped")
        await service.learn_from_use()
        assert service.learning is not None
        await service.learning
        assert service.knowledge is not None
        assert service.knowledge.calibration.outcomes == NEW_LABELS
        assert [len(job.asked) for job in jobs] == [0, NEW_LABELS]
        await service.learn_from_use()
        await deaf.catch_up()
        await deaf.learn_from_use()
        assert deaf.knowledge is not None
        assert deaf.knowledge.calibration.outcomes == 0
        assert len(jobs) == 2
    await service.stop()
    await deaf.stop()


@pytest.mark.usefixtures("published")
async def test_what_another_process_has_learned_is_taken_over(
    encoder: OnnxEncoder, database: Database, decide: Decide
) -> None:
    async def train(job: TrainingJob) -> TrainingResult:
        return learn(Engine(encoder, {}), job)

    async def refuse(_job: TrainingJob) -> TrainingResult:
        raise AssertionError("learned twice")

    moments = [NOW]
    first = KnowledgeService(
        Engine(encoder, {}), database, lambda: moments[-1], train, target_precision=0.9, look_seconds=3600
    )
    second = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, refuse, target_precision=0.9, look_seconds=3600
    )
    async with asyncio.timeout(PATIENCE_SECONDS):
        await first.catch_up()
        await second.catch_up()
        for _ in range(NEW_LABELS):
            decide("helped")
        moments.append(NOW + timedelta(seconds=1))
        await first.learn_from_use()
        assert first.learning is not None
        await first.learning
        await second.learn_from_use()
    assert first.knowledge is not None
    assert second.knowledge is not None
    assert second.knowledge.calibration == first.knowledge.calibration
    await first.stop()
    await second.stop()


def _articles(knowledge: Knowledge) -> list[Article]:
    return [entry.article for entry in knowledge.index.entries]


def _chance(engine: Engine, knowledge: Knowledge) -> float:
    return engine.evidence(knowledge, QUESTION)[0].probability


def _examples(engine: Engine, knowledge: Knowledge, *asked: PastQuestion) -> list[Example]:
    return examples_from_use(knowledge.index, engine.encoder, engine.cache, asked, knowledge.calibration)

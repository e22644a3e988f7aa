"""Learning happens beside the questions: in a process of its own, and a question never waits for it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.article import Article
from knowledge_base.articles.record import Content
from knowledge_base.encoders.encoder import OnnxEncoder, find_multilingual
from knowledge_base.encoders.question_vectors import Vector
from knowledge_base.service import knowledge_service
from knowledge_base.service.engine import Engine
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.training import TrainingFailed, TrainingJob, TrainingResult, learn, train_apart

NOW = datetime(2030, 1, 2, tzinfo=UTC)
PATIENCE_SECONDS = 60
CHANGED = Content("Return something within 45 days", "You may send goods back within 45 days of delivery.")


@asynccontextmanager
async def kept(
    encoder: OnnxEncoder,
    database: Database,
    train: Callable[[TrainingJob], Awaitable[TrainingResult]],
    prepared: Callable[[], Mapping[str, Vector]] | None = None,
) -> AsyncIterator[KnowledgeService]:
    service = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, train, target_precision=0.9, look_seconds=3600, prepared=prepared
    )
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await service.catch_up()
            yield service
    finally:
        await service.stop()


async def publish_change(database: Database) -> None:
    await database.write(editing.update, "returns", 1, CHANGED, "Edith", NOW)
    await database.write(editing.publish, "returns", 2, "Edith", NOW)


@pytest.fixture
def published(database: Database, articles: list[Article]) -> None:
    for article in articles:
        content = Content(article.title, article.body)
        database.write_now(editing.create, content, "Edith", NOW, article_id=article.id)
        database.write_now(editing.publish, article.id, 1, "Edith", NOW)


@pytest.mark.usefixtures("published")
async def test_what_set_up_has_encoded_is_read_only_where_the_database_lacks_something(
    encoder: OnnxEncoder, database: Database, articles: list[Article]
) -> None:
    other, reads = Engine(encoder, {}), 0
    other.index(articles)

    def prepared() -> Mapping[str, Vector]:
        nonlocal reads
        reads += 1
        return other.cache

    async def train(job: TrainingJob) -> TrainingResult:
        return learn(Engine(encoder, {}), job)

    async with kept(encoder, database, train, prepared):
        assert reads == 1
    async with kept(encoder, database, train, prepared) as again:
        assert reads == 1, "the database has it all"
        assert again.knowledge is not None
        assert len(again.knowledge.index) == len(articles)
    await publish_change(database)
    async with kept(encoder, database, train, prepared):
        assert reads == 2


async def test_the_process_beside_learns_what_this_one_would(
    encoder: OnnxEncoder, encoder_folder: Path, articles: list[Article]
) -> None:
    engine = Engine(encoder, {})
    engine.index(articles)
    job = TrainingJob(tuple(articles), dict(engine.cache))
    here = learn(Engine(encoder, {}, find_multilingual(encoder_folder)), job)
    there = await train_apart(encoder_folder, "int8", job)
    assert (there.topics.id, there.calibration) == (here.topics.id, here.calibration)
    assert there.vectors.keys() == here.vectors.keys()
    assert not there.vectors.keys() & job.vectors.keys()


async def test_a_process_that_ends_without_a_result_is_told_of(tmp_path: Path, articles: list[Article]) -> None:
    with pytest.raises(TrainingFailed):
        await train_apart(tmp_path / "no-encoder", "int8", TrainingJob(tuple(articles), {}))


@pytest.mark.usefixtures("published")
async def test_an_edit_is_served_before_anything_is_learned_from_it(encoder: OnnxEncoder, database: Database) -> None:
    jobs: asyncio.Queue[asyncio.Future[None]] = asyncio.Queue()
    learner = Engine(encoder, {})

    async def train(job: TrainingJob) -> TrainingResult:
        if jobs_given:
            may_end: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            await jobs.put(may_end)
            await may_end
        jobs_given.append(job)
        return learn(learner, job)

    jobs_given: list[TrainingJob] = []
    async with kept(encoder, database, train) as service:
        first = service.knowledge
        assert first is not None
        await publish_change(database)
        served = await service.at_least(first.version + 1)
        assert served is not None
        assert served.version == first.version + 1
        assert "45 days" in served.index.entries[served.index.row_of["returns"]].article.body
        assert served.calibration == first.calibration
        (await jobs.get()).set_result(None)
        learning = service.learning
        assert learning is not None
        await learning
        assert service.knowledge is not None
        assert service.knowledge.version == served.version
        assert service.knowledge.calibration.id != first.calibration.id


@pytest.mark.usefixtures("published")
async def test_where_learning_fails_the_edit_stays_served(
    encoder: OnnxEncoder, encoder_folder: Path, database: Database
) -> None:
    places = iter((encoder_folder, encoder_folder / "gone"))

    async def train(job: TrainingJob) -> TrainingResult:
        return await train_apart(next(places), "int8", job)

    async with kept(encoder, database, train) as service:
        await publish_change(database)
        served = await service.at_least(10_000)
        learning = service.learning
        assert learning is not None
        await learning
        assert service.knowledge is served


@pytest.mark.usefixtures("published")
async def test_looking_for_edits_goes_on_after_a_fault_of_ours(
    encoder: OnnxEncoder, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = asyncio.Event()
    learner = Engine(encoder, {})

    async def train(job: TrainingJob) -> TrainingResult:
        served.set()
        return learn(learner, job)

    def stumbles(_connection: Connection) -> tuple[int, list[Article]]:
        monkeypatch.undo()
        raise KeyError("a fault of ours")

    monkeypatch.setattr(knowledge_service, "_published", stumbles)
    service = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, train, target_precision=0.9, look_seconds=3600
    )
    service.start()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await served.wait()
        assert service.loop.failures == 1
    finally:
        await service.stop()

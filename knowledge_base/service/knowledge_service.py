"""Keeps the `knowledge` process up to date with the published articles.

SQL is the truth. A state is an index and a calibration of one knowledge version; it is built on its own thread beside
the one that serves, and swapped in as a whole. An edit is served as soon as it is indexed, with what was learned before
(topics, word coverage, calibration); a training job learns from the new articles some seconds later, and a restart
finds its result stored. It also learns from how customers react to the answers, once there are enough new labels.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from kit.background.loops import Loop
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from kit.measures.histogram import Histogram
from knowledge_base.articles import repository
from knowledge_base.articles.article import Article
from knowledge_base.audiences.audience import ANYBODY, AUDIENCES, STAFF, Reader, may_read
from knowledge_base.calibration.calibration import Calibration
from knowledge_base.decision import target_precision_repository
from knowledge_base.encoders.question_vectors import Vector
from knowledge_base.help_site.repository import store_related
from knowledge_base.outcomes import repository as outcomes_repository
from knowledge_base.outcomes.outcomes import PastQuestion
from knowledge_base.outcomes.recent_questions_repository import list_to_check
from knowledge_base.search.index import Index
from knowledge_base.service import derived_repository as derived
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.related import related_articles
from knowledge_base.service.training import TrainingFailed, TrainingJob, TrainingResult

Train = Callable[[TrainingJob], Awaitable[TrainingResult]]

log = structlog.get_logger(__name__)

FORGOTTEN_MOST = 2_000  # stored vectors that no article needs any more; beyond this they are deleted
NEW_LABELS = 20  # so many make it worth learning again,
NEW_LABELS_SHARE = 0.1  # or a tenth of the known ones, if that is more
REMEMBERED = timedelta(days=180)
ASKED_MOST = 1_500


class KnowledgeService:
    """Holds the present `Knowledge`. All of its methods are called on the event loop; the work is done on a thread."""

    def __init__(
        self,
        engine: Engine,
        database: Database,
        clock: Clock,
        train: Train,
        *,
        target_precision: float,
        look_seconds: float,
        learn_from_use: bool = True,
        prepared: Callable[[], Mapping[str, Vector]] | None = None,
    ) -> None:
        self.engine = engine
        self.knowledge: Knowledge | None = None
        self._database = database
        self._clock = clock
        self._train = train
        self.default_target_precision = target_precision  # until a supervisor sets another
        self._look_seconds = look_seconds
        self._learn_from_use = learn_from_use
        self._prepared = prepared  # reads what set-up has encoded; asked only if the database lacks something
        self._builder = ThreadPoolExecutor(1, thread_name_prefix="build")
        self._one_at_a_time = asyncio.Lock()
        self.loop = Loop("knowledge", self._look)
        self.learning: asyncio.Task[None] | None = None  # of the latest edit; done when it has finished
        self.relating: asyncio.Task[None] | None = None  # of the latest edit, for the help pages
        self._stored: set[str] = set()
        self._labels_tried = 0  # so that a failed training job is not started again at every look

    @property
    def sql_seconds(self) -> Histogram:
        """How long the transactions of this process take."""
        return self._database.seconds

    def start(self) -> None:
        """Loads in the background, then checks for edits as long as the process lives."""
        self.loop.start()

    async def stop(self) -> None:
        await self.loop.stop()
        for task in (self.learning, self.relating):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        self._builder.shutdown(cancel_futures=True)

    async def questions_to_check(self) -> list[str]:
        """What the check before a publication will ask."""
        return await self._database.read(list_to_check, self._clock())

    async def at_least(self, version: int | None) -> Knowledge | None:
        """The present state, first brought up to `version` if it is behind; None while the first one is being made."""
        present = self.knowledge
        if present is not None and version is not None and version > present.version:
            await self.catch_up()
        return self.knowledge

    async def catch_up(self) -> None:
        """Indexes what is published now, unless that is already being served."""
        async with self._one_at_a_time:
            before = self.knowledge
            if before is not None and await self._database.read(repository.knowledge_version) == before.version:
                return
            version, articles = await self._database.read(_published)
            everybodys = [article for article in articles if article.audience == ANYBODY]
            index = await self._build(everybodys, before.index if before else None)
            learned = await self._learned_before(index, version)
            late = learned is None and before is not None
            if learned is None:
                learned = (index, before.calibration) if before else await self._learn(index, version)
            wider = await self._wider(learned[0], articles)
            self.knowledge = Knowledge(*learned, version, await self._target_precision(), articles, wider)
            await self._store_new_vectors(wider.get(STAFF, index))
        log.info("knowledge.served", version=version, articles=len(index), passages=index.passage_count)
        if late:
            self._learn_later(self.knowledge)
        self._relate_later(index)

    async def _look(self) -> None:
        """One round. If it fails, the index stays right, and the next round tries again."""
        await self.catch_up()
        await self.take_up_target_precision()
        await self.learn_from_use()
        await asyncio.sleep(self._look_seconds)

    async def take_up_target_precision(self) -> None:
        """Uses the one that supervisors have set; the threshold comes from the existing calibration."""
        target = await self._target_precision()
        if self.knowledge is not None and self.knowledge.target_precision != target:
            self.knowledge = replace(self.knowledge, target_precision=target)
            log.info("knowledge.target_precision_taken_up", target_precision=target)

    async def _target_precision(self) -> float:
        held = await self._database.read(target_precision_repository.latest_target_precision)
        return held.target_precision if held else self.default_target_precision

    async def learn_from_use(self) -> None:
        """Learns again in the background once there are enough labels that the present calibration has not used."""
        present = self.knowledge
        if present is None or not self._learn_from_use or (self.learning is not None and not self.learning.done()):
            return
        heard = present.calibration.outcomes
        labels = await self._database.read(outcomes_repository.count_labels)
        if labels - max(heard, self._labels_tried) < enough_new(heard):
            return
        newest = await self._database.read(derived.find_calibration, self.engine.identity, present.version)
        if newest is not None and newest.outcomes - heard >= enough_new(heard):
            learned = await self._learned_before(present.index, present.version)  # another process was first
            if learned is not None and self.knowledge is present:
                await self._take_up(present, *learned)
            return
        self._labels_tried = labels
        self._learn_later(present)

    async def _build(self, articles: list[Article], before: Index | None) -> Index:
        loop = asyncio.get_running_loop()
        if before is None:
            identity = self.engine.identity
            known = await self._database.read(derived.load_vectors, identity)
            self.engine.cache.update(known)
            self._stored = set(known)
            await loop.run_in_executor(self._builder, self._take_prepared, articles)
        return await loop.run_in_executor(self._builder, self.engine.index, articles, before)

    def _take_prepared(self, articles: Sequence[Article]) -> None:
        if self._prepared is not None and self.engine.lacks_vectors_of(articles):
            self.engine.cache.update(self._prepared())

    async def _wider(self, index: Index, articles: Sequence[Article]) -> Mapping[Reader, Index]:
        """For each reader who may read more than everybody, an index of that; `index` is everybody's, with what was
        learned. Nothing is learned from the rest: what few may read must not show in what all are told.
        """
        made: dict[Reader, Index] = {}
        for reader in AUDIENCES[1:]:
            if any(article.audience == reader for article in articles):
                theirs = [article for article in articles if may_read(reader, article.audience)]
                made[reader] = await self._build(theirs, index)
            elif made:
                made[reader] = made["signed_in"]
        return made

    async def _take_up(self, present: Knowledge, index: Index, calibration: Calibration) -> None:
        """Serves what was learned, unless a newer state was taken up meanwhile."""
        wider = await self._wider(index, present.articles)
        now = self.knowledge
        if now is not None and now.version == present.version:
            self.knowledge = replace(now, index=index, calibration=calibration, wider=wider)

    def _relate_later(self, index: Index) -> None:
        """Works out which articles are near one another; no question waits for it."""
        if self.relating is not None:
            self.relating.cancel()
        self.relating = asyncio.create_task(self._relate(index))

    async def _relate(self, index: Index) -> None:
        related = await asyncio.get_running_loop().run_in_executor(self._builder, related_articles, index)
        try:
            await self._database.write(store_related, related)
        except (BatonError, SQLAlchemyError) as error:
            log.warning("knowledge.not_related", error=type(error).__name__)

    def _learn_later(self, knowledge: Knowledge) -> None:
        """Starts learning for this state, and cancels any learning for an older one."""
        if self.learning is not None:
            self.learning.cancel()
        self.learning = asyncio.create_task(self._learn_again(knowledge))

    async def _learn_again(self, knowledge: Knowledge) -> None:
        try:
            index, calibration = await self._learn(knowledge.index, knowledge.version)
        except (BatonError, SQLAlchemyError, OSError, TrainingFailed) as error:
            log.warning("knowledge.uncalibrated", version=knowledge.version, error=type(error).__name__)
            return
        present = self.knowledge
        if present is not None and present.version == knowledge.version:
            await self._take_up(present, index, calibration)
            log.info("knowledge.calibrated", version=knowledge.version, calibration=calibration.id)

    async def _learned_before(self, index: Index, version: int) -> tuple[Index, Calibration] | None:
        """What an earlier run, or another process, learned from exactly this state of the articles."""
        calibration = await self._database.read(
            derived.find_calibration, self.engine.identity, version, from_use=self._learn_from_use
        )
        topics = await self._database.read(derived.find_topics, calibration.topics) if calibration else None
        if calibration is None or topics is None:
            return None
        loop = asyncio.get_running_loop()
        word_coverage = await loop.run_in_executor(self._builder, self.engine.word_coverage, index)
        return index.with_learned(topics, word_coverage), calibration

    async def _learn(self, index: Index, version: int) -> tuple[Index, Calibration]:
        articles = tuple(entry.article for entry in index.entries)
        labels, asked = await self._database.read(_from_use, self._clock()) if self._learn_from_use else (0, [])
        result = await self._train(TrainingJob(articles, dict(self.engine.cache), tuple(asked), labels))
        self.engine.cache.update(result.vectors)
        loop = asyncio.get_running_loop()
        word_coverage = await loop.run_in_executor(self._builder, self.engine.word_coverage, index)
        identity, now = self.engine.identity, self._clock()
        with contextlib.suppress(IntegrityError):  # another process has just stored the same, under the same name
            await self._database.write(derived.store_topics, result.topics, identity, now)
        with contextlib.suppress(IntegrityError):
            await self._database.write(derived.store_calibration, result.calibration, identity, version, now)
        await self._store_new_vectors(None)
        return index.with_learned(result.topics, word_coverage), result.calibration

    async def _store_new_vectors(self, index: Index | None) -> None:
        """Stores what was encoded since the last time, and deletes what has long been unused."""
        cache = self.engine.cache
        fresh = {key: cache[key] for key in cache.keys() - self._stored}
        if fresh:
            await self._database.write(derived.store_vectors, self.engine.identity, fresh)
            self._stored |= fresh.keys()
        if index is not None:
            await self._forget_unused(index)

    async def _forget_unused(self, index: Index) -> None:
        if len(self._stored) <= FORGOTTEN_MOST:
            return
        used = await asyncio.get_running_loop().run_in_executor(self._builder, index.encoded_for)
        unused = self._stored - used
        if len(unused) > FORGOTTEN_MOST + len(used):
            await self._database.write(derived.forget_vectors, self.engine.identity, unused)
            self._stored -= unused
            for key in unused:
                self.engine.cache.pop(key, None)


def _published(connection: Connection) -> tuple[int, list[Article]]:
    """Both from one view of the database, so that they match."""
    return repository.knowledge_version(connection), repository.list_published(connection, STAFF)


def _from_use(connection: Connection, now: datetime) -> tuple[int, list[PastQuestion]]:
    asked = outcomes_repository.list_asked(connection, now - REMEMBERED, ASKED_MOST)
    return outcomes_repository.count_labels(connection), asked


def enough_new(heard: int) -> int:
    return max(NEW_LABELS, int(heard * NEW_LABELS_SHARE))

"""`python -m knowledge_base.evaluation.search_speed`: searches, indexes and restarts; writes the costs as JSON.

It runs in its own process, so that decisions can be limited to one core, and so that its memory is only that of the
knowledge process. Everything measured is the product's own code. Only the large number of passages is filled in:
encoding 100,000 of them would take most of an hour. So each gets the mean of the vectors of sentences that were really
encoded, moved a little; this puts them as near to each other and to questions as real ones are.

Decisions are measured in processor time: what they would take on their own core, however busy the machine is. Indexing,
an edit and a restart are measured in wall-clock time: they share the cores, and also wait for a database.
"""

import argparse
import asyncio
import gc
import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from kit.database import Database
from kit.schema import migrate
from knowledge_base.articles import service as editing
from knowledge_base.articles.article import Article
from knowledge_base.articles.record import Content
from knowledge_base.calibration.calibration import Calibration
from knowledge_base.decision.decision import DecisionContext, decide
from knowledge_base.encoders.encoder import Encoder, Vectors, load_encoder
from knowledge_base.evaluation.written_articles import Writer, writer
from knowledge_base.search.entries import VectorCache
from knowledge_base.search.index import Index
from knowledge_base.search.passages import passages_of
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.training import train_apart

SEED = 1
SIZES = (10_000, 100_000)
QUESTIONS = 400
WARMING = 20
CALIBRATED_ON = 150  # articles: the cost of a decision does not depend on how many its calibration has seen
MOVED = 0.02  # each number of a filled vector is moved at random by this
BANK_SEEN = 5  # sentences whose mean makes a filled vector
LONG_ARTICLES, SECTIONS, WORDS = 200, 5, 160
NOW = datetime(2030, 1, 2, tzinfo=UTC)
AUTHOR = "benchmark"
BYTES_A_NUMBER = 4
MEBIBYTE = 2**20


class CountingEncoder:
    """The real encoder, with a count of the texts it was given, and of those that were single words."""

    def __init__(self, real: Encoder) -> None:
        self._real = real
        self.identity, self.dimensions, self.knows = real.identity, real.dimensions, real.knows
        self.texts = 0
        self.words = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        self.words += sum(" " not in text for text in texts)
        return self._real.encode(texts)


class FillingEncoder:
    """Gives vectors to any number of texts at once from a bank of encoded sentences."""

    def __init__(self, real: Encoder, bank: Vectors) -> None:
        self.identity, self.dimensions, self.knows = real.identity, real.dimensions, real.knows
        self._bank = bank
        self._chance = np.random.default_rng(SEED)

    def encode(self, texts: Sequence[str]) -> Vectors:
        made = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for row in range(len(texts)):
            seen = self._bank[self._chance.integers(0, len(self._bank), BANK_SEEN)].mean(axis=0)
            made[row] = seen + MOVED * self._chance.standard_normal(self.dimensions, dtype=np.float32)
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class Measured:
    """Seconds of whole decisions and of bare encoder calls for the same questions, measured in turns."""

    decisions: list[float]
    encodings: list[float]


def main() -> None:
    arguments = _arguments()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    encoder = load_encoder(arguments.encoder)
    written = writer(SEED)
    bank = encoder.encode(written.bank)
    calibration = _calibration(encoder, written)
    report: dict[str, Any] = {"decisions": [_decisions(encoder, bank, written, calibration, size) for size in SIZES]}
    os.sched_setaffinity(0, cores)
    report["indexing"] = asyncio.run(_indexing(arguments.encoder, encoder, written, arguments.scratch))
    arguments.out.write_text(json.dumps(report), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="knowledge_base.evaluation.search_speed", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--scratch", type=Path, required=True, help="an empty folder, for a database")
    parser.add_argument("--out", type=Path, required=True, help="where to write what it took")
    return parser.parse_args()


def _calibration(encoder: Encoder, written: Writer) -> Calibration:
    engine = Engine(encoder, {})
    return engine.learn(engine.index(written.short(CALIBRATED_ON)))[1]


def _decisions(encoder: Encoder, bank: Vectors, written: Writer, calibration: Calibration, size: int) -> dict[str, Any]:
    """Questions against this many passages, and the cost of one edit among them."""
    _say(f"{size:,} passages")
    articles = _with_passages(written, size)
    before = _mebibytes_held()
    cache: VectorCache = {}
    index = Engine(FillingEncoder(encoder, bank), cache).index(articles)
    engine = Engine(encoder, cache)  # from here on, new texts are really encoded, including the articles' words
    index = index.with_learned(index.topics, engine.word_coverage(index))
    gc.collect()
    held = _mebibytes_held() - before
    knowledge = Knowledge(index, calibration)
    measured = _asked(engine, knowledge, written.questions(QUESTIONS))
    return {
        "passages": index.passage_count,
        "articles": len(index),
        "words": len(index.vocabulary()),
        "mebibytes": held,
        "vector_mebibytes": _vectors_of(index) * encoder.dimensions * BYTES_A_NUMBER / MEBIBYTE,
        "reindex_seconds": _reindexed(engine, articles, index),
        "decisions": [1000 * seconds for seconds in measured.decisions],
        "encodings": [1000 * seconds for seconds in measured.encodings],
    }


def _mebibytes_held() -> float:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


def _vectors_of(index: Index) -> int:
    return sum(len(entry.heads) + len(entry.bodies) for entry in index.entries)


def _with_passages(written: Writer, size: int) -> list[Article]:
    articles: list[Article] = []
    passages = 0
    for article in written.short(size):
        articles.append(article)
        passages += len(passages_of(article))
        if passages >= size:
            break
    return articles


def _asked(engine: Engine, knowledge: Knowledge, questions: Sequence[str]) -> Measured:
    measured = Measured([], [])
    for number, question in enumerate(questions):
        began = time.process_time()
        engine.encode([question])
        encoded = time.process_time()
        evidence, _ = engine.evidence(knowledge, question)
        decide(evidence, None, DecisionContext())
        decided = time.process_time()
        if number >= WARMING:
            measured.encodings.append(encoded - began)
            measured.decisions.append(decided - encoded)
    return measured


def _reindexed(engine: Engine, articles: Sequence[Article], index: Index) -> float:
    changed = [_changed(articles[0]), *articles[1:]]
    began = time.process_time()
    engine.index(changed, index)
    return time.process_time() - began


def _changed(article: Article) -> Article:
    """Adds a sentence to its last passage. New are the passage, that sentence, which is a view of its own since
    decision 29, and two words.
    """
    return Article(article.id, article.title, f"{article.body} Bring the receipt.", article.questions)


async def _indexing(folder: Path, real: Encoder, written: Writer, scratch: Path) -> dict[str, Any]:
    """Really encodes passages; then an edit and a restart as in the knowledge process, on a real database."""
    articles = list(written.long(LONG_ARTICLES, sections=SECTIONS, words=WORDS))
    _say(f"encoding {LONG_ARTICLES * SECTIONS:,} passages of {WORDS} words")
    encoder = CountingEncoder(real)
    reference = _seconds_of(real, [passages_of(article)[0].indexed for article in articles[:: LONG_ARTICLES // 20]])
    began, worked = time.perf_counter(), time.process_time()
    engine = Engine(encoder, {})
    index = engine.index(articles)
    found = {
        "index_seconds": time.perf_counter() - began,
        "index_processor_seconds": time.process_time() - worked,
        "passages": index.passage_count,
        "encoded_texts": encoder.texts,
    }
    address = f"sqlite:///{scratch / 'search.sqlite'}"
    migrate(address)
    database = Database(address)
    try:
        await database.write(partial(_publish, articles=articles))
        train = partial(train_apart, folder, "int8")
        serving = partial(
            KnowledgeService, database=database, clock=lambda: NOW, train=train, target_precision=0.9, look_seconds=3600
        )
        edited = await _edited(serving(engine), encoder, database, articles[0])
        restarted = await _restarted(serving(Engine(encoder, {})), encoder)
    finally:
        database.close()
    return {**found, "bare_seconds_a_passage": reference, **edited, **restarted}


def _seconds_of(encoder: Encoder, texts: Iterable[str]) -> float:
    """Seconds of a bare encoder call, the median over the texts."""
    times = []
    for text in texts:
        began = time.process_time()
        encoder.encode([text])
        times.append(time.process_time() - began)
    return float(np.median(times))


def _publish(connection: Any, *, articles: Iterable[Article]) -> None:
    for article in articles:
        content = Content(article.title, article.body)
        editing.create(connection, content, AUTHOR, NOW, article_id=article.id)
        editing.publish(connection, article.id, 1, AUTHOR, NOW)


async def _edited(
    service: KnowledgeService, encoder: CountingEncoder, database: Database, article: Article
) -> dict[str, Any]:
    """From the published edit to the state that serves it."""
    await service.catch_up()
    changed = _changed(article)
    await database.write(editing.update, article.id, 1, Content(changed.title, changed.body), AUTHOR, NOW)
    await database.write(editing.publish, article.id, 2, AUTHOR, NOW)
    before, words, began = encoder.texts, encoder.words, time.perf_counter()
    await service.catch_up()
    seconds, texts, words = time.perf_counter() - began, encoder.texts - before, encoder.words - words
    if service.learning is not None:
        _say("learning from the edit")
        await service.learning
    await service.stop()
    return {"edit_seconds": seconds, "edit_encoded_views": texts - words, "edit_encoded_words": words}


async def _restarted(service: KnowledgeService, encoder: CountingEncoder) -> dict[str, Any]:
    before, began = encoder.texts, time.perf_counter()
    await service.catch_up()
    seconds, texts = time.perf_counter() - began, encoder.texts - before
    await service.stop()
    return {"restart_seconds": seconds, "restart_encoded_texts": texts}


def _say(words: str) -> None:
    print(f"benchmark: {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

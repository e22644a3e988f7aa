"""The calls of `knowledge` for editors: what a change of the articles would do, question by question.

They run on a thread of their own that gives way to customers, and each works for a second at most: the caller asks
again for the rest, which is also how it shows progress and how it stops.
"""

import asyncio
import hashlib
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import FastAPI, Response
from pydantic import BaseModel, Field, StrictStr

from knowledge_base.articles.article import Article
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision.evidence import Evidence
from knowledge_base.findings.pairs import find_pairs
from knowledge_base.service.calls import Text, answer_of, ready
from knowledge_base.service.checks.changes import AskedBefore, Comparison, with_changes
from knowledge_base.service.checks.courtesy import Courtesy
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.knowledge_service import KnowledgeService

MOST_CHANGES = 500
MOST_QUESTIONS = 500
MOST_BEFORE = 10
BUSY_SECONDS = 1.0
FIRST_LOT, LARGEST_LOT = 8, 64  # questions encoded together; the encoder shares that many among the cores
LONG_LOT_SECONDS = 0.5  # a lot that takes longer is followed by a smaller one, so that each part ends in time
SENT_CANDIDATES = 5  # of each question: `decide` reads no more


class ChangedArticle(BaseModel):
    """An article as it would be; without `title` it would be gone."""

    article_id: StrictStr
    title: Text | None = None
    body: StrictStr = ""
    questions: list[Text] = []

    def article(self) -> Article | None:
        if self.title is None:
            return None
        return Article(self.article_id, self.title, self.body, tuple(filter(None, self.questions)))


class AskedRequest(BaseModel):
    text: Text
    before: Annotated[list[Text], Field(max_length=MOST_BEFORE)] = []


class ChangesRequest(BaseModel):
    """`reader` is whose replies are compared."""

    reader: Reader = ANYBODY
    version: int | None = None
    changes: Annotated[list[ChangedArticle], Field(min_length=1, max_length=MOST_CHANGES)]
    questions: Annotated[list[AskedRequest], Field(max_length=MOST_QUESTIONS)]


class FindingsRequest(BaseModel):
    version: int | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """The states that were compared last, so that the next lot of questions need not build them again."""

    of: Knowledge
    reader: Reader
    digest: str
    comparison: Comparison


class Comparing:
    """The work, on one thread; of all states only the last pair is kept."""

    def __init__(self, engine: Engine, courtesy: Courtesy) -> None:
        self._engine = engine
        self._courtesy = courtesy
        self._made: _Made | None = None
        self._lot = FIRST_LOT  # kept from part to part: beginning small each time would leave cores idle
        self._found: tuple[object, list[dict[str, Any]]] | None = None

    def run(self, knowledge: Knowledge, body: ChangesRequest) -> dict[str, Any]:
        """As many of the questions as fit into BUSY_SECONDS, in order, and at least one."""
        until = time.monotonic() + BUSY_SECONDS
        changes = {each.article_id: each.article() for each in body.changes}
        comparison = self._comparison(knowledge, body.reader, changes)
        asked = [AskedBefore(each.text, tuple(each.before)) for each in body.questions]
        before, found, done = comparison.decided, [], 0
        while done < len(asked) and not (done and time.monotonic() > until):
            for question in self._prepared(comparison, asked[done : done + self._lot]):
                self._courtesy.give_way()
                if (pair := comparison.of(question)) is not None and _differ(*pair):
                    found.append(self._view(done, question, *pair))
                done += 1
                if time.monotonic() > until:
                    break  # the rest of the lot is encoded, and waits for the next part
        return {
            "knowledge_version": knowledge.version,
            "done": done,
            "decided": comparison.decided - before,
            "changed": found,
        }

    def _prepared(self, comparison: Comparison, lot: Sequence[AskedBefore]) -> Sequence[AskedBefore]:
        began = time.monotonic()
        comparison.prepare(lot)
        took = time.monotonic() - began
        self._lot = max(FIRST_LOT, self._lot // 2) if took > LONG_LOT_SECONDS else min(2 * self._lot, LARGEST_LOT)
        return lot

    def findings(self, knowledge: Knowledge) -> list[dict[str, Any]]:
        """Doubles and contradictions among the articles, found once for each state of them."""
        if self._found is None or self._found[0] is not knowledge.index.entries:
            pairs = find_pairs(knowledge.index, self._courtesy.give_way)
            views = [
                {"kind": each.kind, "places": [place.view() for place in each.places], "details": each.details}
                for each in pairs
            ]
            self._found = (knowledge.index.entries, views)
        return self._found[1]

    def _comparison(self, knowledge: Knowledge, reader: Reader, changes: Mapping[str, Article | None]) -> Comparison:
        digest = hashlib.sha256(repr(sorted(changes.items())).encode("utf-8", "replace")).hexdigest()
        made = self._made
        if made is None or made.of is not knowledge or (made.reader, made.digest) != (reader, digest):
            old = knowledge.as_read_by(reader)
            new = with_changes(self._engine, old, changes)
            made = _Made(knowledge, reader, digest, Comparison(self._engine, old, new, list(changes)))
            self._made = made
        return made.comparison

    def _view(self, place: int, question: AskedBefore, old: Evidence, new: Evidence) -> dict[str, Any]:
        vector = self._engine.vector(question.text)
        return {"place": place, "vector": vector, "old": _shortened(old), "new": _shortened(new)}


def add_check_routes(app: FastAPI, service: KnowledgeService, aside: Executor, courtesy: Courtesy) -> None:
    comparing = Comparing(service.engine, courtesy)

    @app.post("/changes")
    async def changes(body: ChangesRequest) -> Response:
        knowledge = await ready(service, body.version)
        found = await asyncio.get_running_loop().run_in_executor(aside, comparing.run, knowledge, body)
        return answer_of(found)

    @app.post("/findings")
    async def findings(body: FindingsRequest) -> Response:
        knowledge = await ready(service, body.version)
        found = await asyncio.get_running_loop().run_in_executor(aside, comparing.findings, knowledge)
        return answer_of({"knowledge_version": knowledge.version, "findings": found})


def _differ(old: Evidence, new: Evidence) -> bool:
    """Whether a customer could notice: another order, other words, or a probability that moved."""
    return (
        _seen(old) != _seen(new)
        or abs(old.probability - new.probability) > 1e-6
        or abs(old.among_three - new.among_three) > 1e-6
    )


def _seen(evidence: Evidence) -> Sequence[object]:
    also = evidence.also.passage if evidence.also else None
    return [also, *((each.article_id, each.title, each.passage) for each in evidence.candidates[:3])]


def _shortened(evidence: Evidence) -> Evidence:
    return replace(evidence, candidates=evidence.candidates[:SENT_CANDIDATES])

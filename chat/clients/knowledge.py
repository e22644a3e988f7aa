"""The client for `knowledge`: the vector of a message and the evidence for an answer."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kit.web.service_call import Service, ServiceUnavailable
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision.evidence import Evidence
from knowledge_base.decision.target_precision import TARGET_PRECISIONS
from knowledge_base.findings.finding import Finding, Place

T = TypeVar("T")


@dataclass(frozen=True)
class Found:
    """The vector of the message alone, for intents, and the evidence for the message in its context."""

    vector: Sequence[float]
    evidence: Evidence


@dataclass(frozen=True)
class Vectors:
    """The vectors of a message alone: of the first encoder, and of the multilingual one if it was asked for."""

    vector: Sequence[float]
    multilingual: Sequence[float] | None = None


class Asking:
    """A question in flight. The vectors arrive before the evidence; both may be awaited in any order."""

    def __init__(self, vectors: "asyncio.Future[Vectors]", found: "asyncio.Task[Evidence]") -> None:
        self._vectors = vectors
        self._found = found

    async def vectors(self) -> Vectors:
        """The vectors of the message alone. Raises ServiceUnavailable."""
        await asyncio.wait((self._vectors, self._found), return_when=asyncio.FIRST_COMPLETED)
        if not self._vectors.done():
            self._found.result()  # it failed; this raises the reason
        return self._vectors.result()

    async def evidence(self) -> Evidence:
        """The evidence for the message in its context. Raises ServiceUnavailable."""
        return await self._found


@dataclass(frozen=True)
class CurrentResult:
    """What would happen to a question now; `group` is the number of the first question that asks the same."""

    group: int
    article_id: str | None
    title: str | None
    probability: float
    answered: bool


@dataclass(frozen=True)
class Changed:
    """A question whose evidence a change of the articles moves; `place` is its place among those asked."""

    place: int
    vector: Sequence[float]
    old: Evidence
    new: Evidence


@dataclass(frozen=True)
class Compared:
    """The first `done` of the questions, compared; `decided` of them had to be decided again."""

    knowledge_version: int
    done: int
    decided: int
    changed: Sequence[Changed]


@dataclass(frozen=True)
class OwnSuggestion:
    """A phrasing that an article suggests for itself: a heading, or a sentence turned into a question."""

    text: str
    origin: str


@dataclass(frozen=True)
class Calibrated:
    """The current calibration: thresholds and shares for each target precision, risk against coverage, reliability."""

    default_promise: float
    described: Mapping[str, Any]
    thresholds: Sequence[float]
    shares: Sequence[Mapping[str, float]]
    curve: Sequence[Mapping[str, float]]
    reliability: Sequence[Mapping[str, float]]


class KnowledgeClient:
    """The client of `knowledge`. Every question names the version of the articles that the caller knows.

    `patient` is the same service for calls that no customer waits for: it has a longer timeout and its own breaker, so
    its failures keep no customer from an answer.
    """

    def __init__(self, service: Service, patient: Service | None = None) -> None:
        self._service = service
        self._patient = patient or service

    async def evidence(self, text: str, context: Sequence[str], version: int | None, reader: Reader = ANYBODY) -> Found:
        """From what this reader may read. Raises ServiceUnavailable."""
        body = {"text": text, "context": list(context), "version": version, "reader": reader}
        return await self._ask("/evidence", body, _found)

    @contextlib.asynccontextmanager
    async def asking(
        self,
        text: str,
        context: Sequence[str],
        version: int | None,
        *,
        multilingual: bool = False,
        reader: Reader = ANYBODY,
    ) -> AsyncIterator[Asking]:
        """Like `evidence`, for a caller that can use the vectors before the evidence arrives."""
        vectors: asyncio.Future[Vectors] = asyncio.get_running_loop().create_future()

        def early(answer: Mapping[str, Any]) -> None:
            if not vectors.done():
                vectors.set_result(Vectors(answer["vector"], answer.get("multilingual")))

        asked = {"text": text, "context": list(context), "version": version}
        body = {**asked, "multilingual": multilingual, "reader": reader}
        found = asyncio.create_task(self._ask("/evidence-stream", body, _evidence, early))
        try:
            yield Asking(vectors, found)
        finally:
            found.cancel()
            await asyncio.gather(found, return_exceptions=True)

    async def preview(
        self, text: str, draft: Mapping[str, Any] | None, version: int | None, reader: Reader = ANYBODY
    ) -> Found:
        """Like `evidence`, with a draft instead of its article for this one call."""
        return await self._ask("/preview", {"text": text, "draft": draft, "version": version, "reader": reader}, _found)

    async def help_search(self, text: str, version: int | None) -> Found:
        """Like `evidence`, for readers of the help pages, whose searches keep no customer from an answer."""
        return await self._patient.post("/evidence", {"text": text, "context": [], "version": version}, _found)

    async def current_results(
        self, questions: Sequence[str], version: int | None = None, *, clustered: bool = False
    ) -> list[CurrentResult]:
        """What would happen to each of these questions now, taken alone. Raises ServiceUnavailable.

        `clustered`: groups by meaning over all pairs, instead of by the first that resembles.
        """

        def read(answer: Mapping[str, Any]) -> list[CurrentResult]:
            found = [CurrentResult(**one) for one in answer["questions"]]
            if len(found) != len(questions):
                raise ValueError("a different number of questions")
            return found

        path = "/groups" if clustered else "/today"
        return await self._patient.post(path, {"questions": list(questions), "version": version}, read)

    async def trials(
        self,
        questions: Sequence[str],
        draft: Mapping[str, Any] | None,
        version: int | None,
        reader: Reader = ANYBODY,
    ) -> list[Found]:
        """Like `preview`, for many questions and with the first candidates only. Raises ServiceUnavailable."""

        def read(answer: Mapping[str, Any]) -> list[Found]:
            found = [_found(one) for one in answer["trials"]]
            if len(found) != len(questions):
                raise ValueError("a different number of questions")
            return found

        body = {"questions": list(questions), "draft": draft, "version": version, "reader": reader}
        return await self._patient.post("/trials", body, read)

    async def suggestions(
        self,
        draft: Mapping[str, Any],
        asked: Sequence[str],
        most: int,
        version: int | None,
        reader: Reader = ANYBODY,
    ) -> tuple[list[OwnSuggestion], list[int]]:
        """What the draft suggests for itself, and the numbers of the questions near it. Raises ServiceUnavailable."""

        def read(answer: Mapping[str, Any]) -> tuple[list[OwnSuggestion], list[int]]:
            near = [int(number) for number in answer["near"]]
            if any(not 0 <= number < len(asked) for number in near):
                raise ValueError("a question that was not asked")
            return [OwnSuggestion(**one) for one in answer["own"]], near

        body = {"draft": draft, "asked": list(asked), "most": most, "version": version, "reader": reader}
        return await self._patient.post("/suggestions", body, read)

    async def compare(
        self,
        changes: Sequence[Mapping[str, Any]],
        questions: Sequence[Mapping[str, Any]],
        version: int | None,
        reader: Reader = ANYBODY,
    ) -> Compared:
        """What a change of the articles does to this reader's questions: as many as fit into a second. Raises
        ServiceUnavailable.
        """
        body = {"version": version, "reader": reader, "changes": list(changes), "questions": list(questions)}
        return await self._patient.post("/changes", body, _compared)

    async def findings(self, version: int | None) -> list[Finding]:
        """Doubles and contradictions among the articles. Raises ServiceUnavailable."""

        def read(answer: Mapping[str, Any]) -> list[Finding]:
            return [
                Finding(each["kind"], tuple(Place(**place) for place in each["places"]), each["details"])
                for each in answer["findings"]
            ]

        return await self._patient.post("/findings", {"version": version}, read)

    async def calibrated(self) -> Calibrated:
        """Raises ServiceUnavailable."""

        def read(answer: Mapping[str, Any]) -> Calibrated:
            found = Calibrated(**answer)
            if not len(found.thresholds) == len(found.shares) == len(TARGET_PRECISIONS):
                raise ValueError("other target precisions")
            return found

        return await self._patient.post("/calibrated", {}, read)

    async def health(self) -> str:
        """`ok`, or what is wrong."""
        try:
            answer = await self._service.health("/health")
        except ServiceUnavailable as error:
            return str(error)
        return "ok" if answer.get("ready") else str(answer.get("status") or "loading")

    async def _ask(
        self,
        path: str,
        body: dict[str, Any],
        read: Callable[[Mapping[str, Any]], T],
        early: Callable[[Mapping[str, Any]], None] | None = None,
    ) -> T:
        # Asking twice is harmless, and an idle connection that `knowledge` has closed is only noticed when it is used.
        try:
            return await self._service.post(path, body, read, early=early)
        except ServiceUnavailable:
            return await self._service.post(path, body, read, early=early)


def _found(answer: Mapping[str, Any]) -> Found:
    return Found(answer["vector"], _evidence(answer))


def _compared(answer: Mapping[str, Any]) -> Compared:
    changed = [
        Changed(each["place"], each["vector"], Evidence.from_json(each["old"]), Evidence.from_json(each["new"]))
        for each in answer["changed"]
    ]
    return Compared(answer["knowledge_version"], answer["done"], answer["decided"], changed)


def _evidence(answer: Mapping[str, Any]) -> Evidence:
    return Evidence.from_json(answer["evidence"])

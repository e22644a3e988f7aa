"""The HTTP API of the `knowledge` process: for `chat`, the bot's training and Rasa's shell, with a shared token.

Encoding and searching run on one thread beside the event loop: one core does one thing at a time anyway, and the loop
stays free to answer health checks and to accept requests.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, Field
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from kit.background.failures import log_unhandled
from kit.background.watchdog import Watchdog
from kit.errors import NotSignedIn
from kit.identifiers import same_secret
from kit.measures.request_times import RequestTimes
from kit.settings import service_manager
from kit.tracing.calls import TracedCalls
from kit.tracing.spans import span
from kit.tracing.start import NO_OTHER_TELEMETRY, stop_tracing
from kit.web.http import LimitBody, error_response, install_error_handlers
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision.target_precision import TARGET_PRECISIONS
from knowledge_base.monitoring.metrics import add_metrics_route, call_seconds, class_of
from knowledge_base.service.calls import MOST_TEXTS, ArticleDraft, Text, answer_of, article_of, ready
from knowledge_base.service.checks.changes import with_draft
from knowledge_base.service.checks.courtesy import Courtesy
from knowledge_base.service.checks.routes import add_check_routes
from knowledge_base.service.checks.warming import keep_warm
from knowledge_base.service.editors_routes import add_editors_routes
from knowledge_base.service.engine import Knowledge
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.similar_questions import today

LARGEST_BODY = 2_000_000
MOST_EARLIER = 20

T = TypeVar("T")


class EvidenceRequest(BaseModel):
    """`context` is the earlier messages, oldest first; `version` is the lowest knowledge version to answer from.

    `multilingual` asks for the second encoder's vector too; the search needs it anyway, so it costs nothing more.
    """

    text: Text
    context: Annotated[list[Text], Field(max_length=MOST_EARLIER)] = []
    version: int | None = None
    multilingual: bool = False
    reader: Reader = ANYBODY


class PreviewRequest(BaseModel):
    text: Text
    draft: ArticleDraft | None = None
    version: int | None = None
    reader: Reader = ANYBODY


class TodayRequest(BaseModel):
    questions: Annotated[list[Text], Field(max_length=MOST_TEXTS)]
    version: int | None = None


class EncodeRequest(BaseModel):
    texts: Annotated[list[Text], Field(max_length=MOST_TEXTS)]


def create_app(service: KnowledgeService, token: str) -> FastAPI:
    """The application; it serves from the start, and reports that it is loading until it is ready."""
    worker = ThreadPoolExecutor(1, thread_name_prefix="ask")
    aside = ThreadPoolExecutor(1, thread_name_prefix="aside")
    courtesy = Courtesy()

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(log_unhandled)
        watchdog = Watchdog(service_manager())
        service.start()
        watchdog.start()
        warming = asyncio.create_task(keep_warm(service, aside, courtesy))
        yield
        await watchdog.stop()
        warming.cancel()
        await service.stop()
        await stop_tracing()
        worker.shutdown(cancel_futures=True)
        aside.shutdown(cancel_futures=True)

    seconds = call_seconds()
    edge = [
        Middleware(RequestTimes, seconds=seconds, class_of=class_of),
        Middleware(LimitBody, largest=LARGEST_BODY),
        Middleware(RequireToken, token=token),
        Middleware(TracedCalls, class_of=class_of),
    ]
    app = FastAPI(
        title="Baton knowledge",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        middleware=edge,
        telemetry=NO_OTHER_TELEMETRY,
    )
    install_error_handlers(app)

    async def on_worker(work: Callable[..., T], *args: Any) -> T:
        with courtesy.asking(), span(work.__name__):
            return await asyncio.get_running_loop().run_in_executor(worker, work, *args)

    _add_search_routes(app, service, on_worker)
    _add_other_routes(app, service, on_worker)
    add_check_routes(app, service, aside, courtesy)
    add_editors_routes(app, service)
    add_metrics_route(app, seconds, service.sql_seconds, service.loop, lambda: _health(service.knowledge))
    return app


def _add_search_routes(app: FastAPI, service: KnowledgeService, on_worker: Callable[..., Awaitable[Any]]) -> None:
    engine = service.engine

    @app.post("/evidence")
    async def evidence(body: EvidenceRequest) -> Response:
        knowledge = await ready(service, body.version, body.reader)
        found, vector = await on_worker(engine.evidence, knowledge, body.text, body.context)
        return answer_of({"vector": vector, "evidence": found})

    @app.post("/evidence-stream")
    async def evidence_stream(body: EvidenceRequest) -> Response:
        """Two lines: first the vector, as soon as it is known, so that the bot need not wait; then the evidence."""
        knowledge = await ready(service, body.version, body.reader)
        vector = await on_worker(engine.vector, body.text)
        first = {"vector": vector}
        if body.multilingual:
            first["multilingual"] = await on_worker(engine.multilingual_vector, knowledge, body.text)

        async def second() -> bytes:
            found = await on_worker(engine.evidence_in_context, knowledge, body.text, vector, body.context)
            return _line({"evidence": found})

        return _TwoLines(_line(first), second)

    @app.post("/preview")
    async def preview(body: PreviewRequest) -> Response:
        knowledge = await ready(service, body.version, body.reader)
        if body.draft is not None:
            draft = article_of(body.draft, knowledge)
            knowledge = await asyncio.to_thread(with_draft, engine, knowledge, draft)
        found, vector = await on_worker(engine.evidence, knowledge, body.text)
        return answer_of({"vector": vector, "evidence": found})


def _add_other_routes(app: FastAPI, service: KnowledgeService, on_worker: Callable[..., Awaitable[Any]]) -> None:
    engine = service.engine

    @app.get("/health")
    async def health() -> dict[str, Any]:
        failing = {"loops": "keeps failing: knowledge"} if service.loop.keeps_failing else {}
        return {**_health(service.knowledge), **failing}

    @app.post("/today")
    async def today_of(body: TodayRequest) -> Response:
        knowledge = await ready(service, body.version)
        found = await asyncio.to_thread(today, engine, knowledge, body.questions)
        return answer_of({"questions": found})

    @app.post("/calibrated")
    async def calibrated() -> dict[str, Any]:
        return _calibrated(await ready(service, None), service.default_target_precision)

    @app.post("/encode")
    async def encode(body: EncodeRequest) -> Response:
        return answer_of({"vectors": await on_worker(engine.encode, body.texts), "encoder": engine.encoder.identity})


def _health(knowledge: Knowledge | None) -> dict[str, Any]:
    if knowledge is None:
        return {"ready": False, "status": "loading", "knowledge_version": 0, "passages": 0, "calibration": None}
    return {
        "ready": True,
        "status": "ok",
        "knowledge_version": knowledge.version,
        "passages": knowledge.index.passage_count,
        "calibration": knowledge.calibration.id,
    }


def _calibrated(knowledge: Knowledge, default_promise: float) -> dict[str, Any]:
    """What the Answers page shows about the calibration in use."""
    fitted = knowledge.calibration
    return {
        "default_promise": default_promise,
        "described": {
            "id": fitted.id,
            "source": fitted.source,
            "questions": fitted.questions,
            "outcomes": fitted.outcomes,
            "knowledge_version": knowledge.version,
            "promise": knowledge.target_precision,
            "threshold": fitted.threshold(knowledge.target_precision),
        },
        "thresholds": [fitted.threshold(target) for target in TARGET_PRECISIONS],
        "shares": [fitted.shares(target).to_json() for target in TARGET_PRECISIONS],
        "curve": [asdict(cut) for cut in fitted.curve],
        "reliability": [asdict(one) for one in fitted.reliability],
    }


def _line(body: dict[str, Any]) -> bytes:
    return orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)


class _TwoLines(Response):
    """Two lines of JSON; the first is sent before the second is made.

    Unlike Starlette's streaming response, it does not watch for the caller to disconnect, which takes a group of tasks
    per request; the work this would stop is over in milliseconds.
    """

    media_type = "application/x-ndjson"

    def __init__(self, first: bytes, second: Callable[[], Awaitable[bytes]]) -> None:
        self._first = first
        self._second = second
        self.status_code = 200
        self.background = None
        self.init_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self._first, "more_body": True})
        await send({"type": "http.response.body", "body": await self._second()})


class RequireToken:
    """Refuses every request without the shared token, including health checks."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self.app = app
        self._expected = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            header = Request(scope).headers.get("authorization", "")
            if not same_secret(header.removeprefix("Bearer ").strip(), self._expected):
                await error_response(NotSignedIn("The shared token is missing or wrong."))(scope, receive, send)
                return
        await self.app(scope, receive, send)

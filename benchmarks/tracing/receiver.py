"""A small OpenTelemetry collector inside of the benchmark: it keeps the spans that Baton's processes send."""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from benchmarks.tracing.path import Span
from launcher.processes.ports import LOOPBACK

PATH = "/v1/traces"
LARGEST_BODY = 64 * 1024 * 1024


class Receiver:
    """All spans so far, by trace."""

    def __init__(self) -> None:
        self.url = ""
        self.traces: dict[str, list[Span]] = defaultdict(list)
        self._news = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        for span in _read(await request.read()):
            self.traces[span.trace].append(span)
        self._news.set()
        return web.Response()

    async def until(self, holds: Callable[[Sequence[Sequence[Span]]], bool], within_seconds: float) -> bool:
        """Whether the traces came to that in time. The processes send what they have once a second."""
        ends = time.monotonic() + within_seconds
        while not holds(list(self.traces.values())):
            self._news.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ends - time.monotonic()):
                    await self._news.wait()
            if time.monotonic() > ends:
                return False
        return True


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Receives until the block ends."""
    receiver = Receiver()
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_post(PATH, receiver.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, LOOPBACK, 0)
        await site.start()
        receiver.url = f"http://{LOOPBACK}:{runner.addresses[0][1]}{PATH}"
        yield receiver
    finally:
        await runner.cleanup()


def _read(body: bytes) -> Iterator[Span]:
    request = ExportTraceServiceRequest()
    request.ParseFromString(body)
    for each in request.resource_spans:
        names = {one.key: one.value.string_value for one in each.resource.attributes}
        for span in (span for scope in each.scope_spans for span in scope.spans):
            attributes = {one.key: one.value.string_value for one in span.attributes}
            yield Span(
                span.trace_id.hex(),
                span.span_id.hex(),
                span.parent_span_id.hex(),
                names["service.name"].removeprefix("baton-"),
                span.name,
                span.start_time_unix_nano,
                span.end_time_unix_nano,
                attributes.get("baton.conversation", ""),
            )

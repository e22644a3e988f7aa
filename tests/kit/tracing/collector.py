"""An OpenTelemetry collector: a real HTTP server that reads what it is sent as OTLP."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class SeenSpan:
    """A span as the collector got it."""

    process: str
    name: str
    trace: str
    id: str
    parent: str
    attributes: Mapping[str, Any]
    failed: bool
    began: int
    ended: int


@dataclass
class Collector:
    """`url` is what a process is told. `status` is what it answers."""

    url: str
    status: int = 200
    spans: list[SeenSpan] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def take(self, body: bytes, headers: Mapping[str, str]) -> None:
        with self.news:
            self.bodies.append(body)
            self.headers.append({name.lower(): value for name, value in headers.items()})
            self.spans += _read(body)
            self.news.notify_all()

    def wait_for(self, name: str, process: str = "baton-chat", number: int = 1) -> SeenSpan:
        """The span of this name, once so many have come."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        with self.news:
            while True:
                found = [span for span in self.spans if (span.name, span.process) == (name, process)]
                if len(found) >= number:
                    return found[number - 1]
                assert self.news.wait(deadline - time.monotonic()), f"no {name} of {process} in {self.names()}"

    def of(self, trace: str) -> list[SeenSpan]:
        with self.news:
            return [span for span in self.spans if span.trace == trace]

    def names(self) -> list[str]:
        return [f"{span.process}: {span.name}" for span in self.spans]


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector that runs until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.take(self.rfile.read(int(self.headers["Content-Length"])), dict(self.headers))
            self.send_response(collector.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    collector = Collector(f"http://127.0.0.1:{server.server_address[1]}/v1/traces")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _read(body: bytes) -> Iterator[SeenSpan]:
    request = ExportTraceServiceRequest()
    request.ParseFromString(body)
    for each in request.resource_spans:
        resource = _values(each.resource.attributes)
        for span in (span for scope in each.scope_spans for span in scope.spans):
            yield SeenSpan(
                resource["service.name"],
                span.name,
                span.trace_id.hex(),
                span.span_id.hex(),
                span.parent_span_id.hex(),
                _values(span.attributes),
                span.status.code == 2,
                span.start_time_unix_nano,
                span.end_time_unix_nano,
            )


def _values(attributes: Any) -> dict[str, Any]:
    return {each.key: getattr(each.value, each.value.WhichOneof("value")) for each in attributes}

"""Sends spans to an OpenTelemetry collector, by OTLP over HTTP. Imported only if `BATON_TRACES_URL` is set.

The SDK's providers stay this module's own. As global ones, FastAPI would find them, and send what its validation
refused and the texts of exceptions: customers' words.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
from opentelemetry import context as contexts
from opentelemetry import trace as api
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from sqlalchemy import Engine, event

from kit.tracing.spans import TRACEPARENT, Kind, Span, Value

LONGEST_EXPORT_SECONDS = 5.0
SEND_EVERY_MILLISECONDS = 1_000
MOST_WAITING = 8_192
"""Further spans are dropped: a collector that is slow or gone costs memory for these, and nobody waits for it."""

_KINDS = {"internal": api.SpanKind.INTERNAL, "server": api.SpanKind.SERVER, "client": api.SpanKind.CLIENT}
_STATEMENTS = frozenset({"select", "insert", "update", "delete", "with", "savepoint", "release", "rollback", "pragma"})
_propagator = TraceContextTextMapPropagator()


class Exporter:
    """The spans of one process, and those that `bot` reports in its answers."""

    def __init__(self, url: str, headers: Mapping[str, str], share: float, process: str) -> None:
        session = requests.Session()
        session.trust_env = False  # no proxy and no password file of the environment: the address that was set, alone
        self._sender = OTLPSpanExporter(
            endpoint=url, headers=dict(headers), timeout=LONGEST_EXPORT_SECONDS, session=session
        )
        self._processor = BatchSpanProcessor(
            self._sender, max_queue_size=MOST_WAITING, schedule_delay_millis=SEND_EVERY_MILLISECONDS
        )
        self._sampler = ParentBased(TraceIdRatioBased(share))
        self._tracers: dict[str, api.Tracer] = {}
        self._own = self._tracer_of(process)
        self._statements = _Statements(self._own)

    @contextmanager
    def trace(
        self, name: str, kind: Kind, attributes: Mapping[str, Value], began: int | None, parent: str | None
    ) -> Iterator[Span]:
        context = contexts.Context()
        if parent is not None:
            context = _propagator.extract({TRACEPARENT: parent}, context)
        with self._running(name, kind, attributes, context, began) as span:
            yield span

    @contextmanager
    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value]) -> Iterator[Span]:
        if not api.get_current_span().is_recording():
            yield _Recorded(api.INVALID_SPAN)
            return
        with self._running(name, kind, attributes, None, None) as span:
            yield span

    def past(self, name: str, began: int, ended: int, process: str | None) -> None:
        if api.get_current_span().is_recording():
            tracer, kind = (self._own, "internal") if process is None else (self._tracer_of(process), "server")
            tracer.start_span(name, kind=_KINDS[kind], start_time=began).end(ended)

    def traceparent(self) -> str | None:
        if not api.get_current_span().is_recording():
            return None
        carrier: dict[str, str] = {}
        _propagator.inject(carrier)
        return carrier.get(TRACEPARENT)

    def stop(self) -> None:
        self._statements.stop()
        self._processor.shutdown()  # type: ignore[no-untyped-call]

    @contextmanager
    def _running(
        self,
        name: str,
        kind: Kind,
        attributes: Mapping[str, Value],
        context: contexts.Context | None,
        began: int | None,
    ) -> Iterator[Span]:
        span = self._own.start_span(name, context, _KINDS[kind], attributes=_named(attributes), start_time=began)
        token = contexts.attach(api.set_span_in_context(span))
        try:
            yield _Recorded(span)
        except BaseException as error:
            _note_failure(span, error)
            raise
        finally:
            contexts.detach(token)
            span.end()

    def _tracer_of(self, process: str) -> api.Tracer:
        if process not in self._tracers:
            resource = Resource({"service.name": f"baton-{process}", "service.namespace": "baton"})
            provider = TracerProvider(self._sampler, resource, shutdown_on_exit=False)
            provider.add_span_processor(self._processor)
            self._tracers[process] = provider.get_tracer("baton")
        return self._tracers[process]


class _Recorded:
    def __init__(self, span: api.Span) -> None:
        self._span = span

    def set(self, **attributes: Value | None) -> None:
        given = {name: value for name, value in attributes.items() if value is not None}
        self._span.set_attributes(_named(given))


class _Statements:
    """A span for each statement of a traced transaction, by its first word. Its text and its values stay here."""

    def __init__(self, tracer: api.Tracer) -> None:
        self._tracer = tracer
        self._listeners: dict[str, Callable[..., None]] = {
            "before_cursor_execute": self._before,
            "after_cursor_execute": self._after,
            "handle_error": self._failed,
        }
        for name, listener in self._listeners.items():
            event.listen(Engine, name, listener)

    def stop(self) -> None:
        for name, listener in self._listeners.items():
            event.remove(Engine, name, listener)

    def _before(self, _connection: Any, _cursor: Any, statement: str, _values: Any, context: Any, _many: Any) -> None:
        if context is not None and api.get_current_span().is_recording():
            word = statement.lstrip("( \n").partition(" ")[0].lower()
            kind = word if word in _STATEMENTS else "other"
            context.baton_span = self._tracer.start_span(
                f"sql {kind}", kind=api.SpanKind.CLIENT, attributes={"baton.statement": kind.upper()}
            )

    def _after(self, _connection: Any, _cursor: Any, _statement: Any, _values: Any, context: Any, _many: Any) -> None:
        if (span := getattr(context, "baton_span", None)) is not None:
            span.end()

    def _failed(self, failure: Any) -> None:
        if (span := getattr(failure.execution_context, "baton_span", None)) is not None:
            _note_failure(span, failure.original_exception)
            span.end()


def _note_failure(span: api.Span, error: BaseException) -> None:
    span.set_attribute("error.type", type(error).__name__)
    span.set_status(api.StatusCode.ERROR)


def _named(attributes: Mapping[str, Value]) -> dict[str, Value]:
    """All of Baton's own attributes have its name in front."""
    return {f"baton.{name}": value for name, value in attributes.items()}

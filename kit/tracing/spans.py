"""Where the code says what it does; `exporter` sends it, if `BATON_TRACES_URL` is set.

Without it, each of these functions looks at one variable and does nothing. So they may stand in a customer's way, and
nothing of OpenTelemetry is imported. A trace begins with `trace` alone; a `span` outside of one is nothing, so that
the work in the background that runs every second leaves no traces.

Attributes are identifiers, counts and words that are declared in the code: never what somebody wrote, a name, an
address or a token. An exception is named by its type, because its text may quote a customer.
"""

import contextvars
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Literal, Protocol, Self, TypeVar

Value = str | int | float | bool
Kind = Literal["internal", "server", "client"]
TRACEPARENT = "traceparent"
"""The W3C header that says to which span of which trace a call belongs."""

T = TypeVar("T")


class Span(Protocol):
    def set(self, **attributes: Value | None) -> None:
        """Adds what became known meanwhile. None is left out."""


class Tracer(Protocol):
    """What `exporter` implements."""

    def trace(
        self, name: str, kind: Kind, attributes: Mapping[str, Value], began: int | None, parent: str | None
    ) -> AbstractContextManager[Span]: ...

    def span(self, name: str, kind: Kind, attributes: Mapping[str, Value]) -> AbstractContextManager[Span]: ...

    def past(self, name: str, began: int, ended: int, process: str | None) -> None: ...

    def traceparent(self) -> str | None: ...

    def stop(self) -> None: ...


class _Nothing:
    """A span that is not recorded."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def set(self, **attributes: Value | None) -> None: ...


_NOTHING = _Nothing()
_tracer: Tracer | None = None


def use(tracer: Tracer | None) -> None:
    """From now on, spans go there. Called once, when a process starts."""
    global _tracer
    _tracer = tracer


def stop() -> None:
    """Sends what is left. It waits for the collector for a few seconds at most."""
    if _tracer is not None:
        _tracer.stop()
        use(None)


def trace(
    name: str,
    *,
    kind: Kind = "internal",
    began: int | None = None,
    parent: str | None = None,
    **attributes: Value,
) -> AbstractContextManager[Span]:
    """Begins a trace, or goes on with that of another process: `parent` is its `traceparent`. `began` is by `now`."""
    return _NOTHING if _tracer is None else _tracer.trace(name, kind, attributes, began, parent)


def span(name: str, *, kind: Kind = "internal", **attributes: Value) -> AbstractContextManager[Span]:
    """A part of what is being traced; nothing where nothing is."""
    return _NOTHING if _tracer is None else _tracer.span(name, kind, attributes)


def continued(name: str, parent: str | None) -> AbstractContextManager[Span]:
    """A part that runs in another task, of the span that `here` named there. Nothing without one."""
    return _NOTHING if _tracer is None or parent is None else _tracer.trace(name, "internal", {}, None, parent)


def here() -> str | None:
    """The `traceparent` of what is being traced now; None where nothing is."""
    return None if _tracer is None else _tracer.traceparent()


def past(name: str, began: int, ended: int, *, process: str | None = None) -> None:
    """A part that is over; of another process, if it is named."""
    if _tracer is not None:
        _tracer.past(name, began, ended, process)


def now() -> int:
    """The clock of spans: nanoseconds since 1970."""
    return time.time_ns()


def headers() -> Mapping[str, str]:
    """What a call to a neighbour process says about the trace it belongs to. Nothing goes to anybody else."""
    traceparent = here()
    return {} if traceparent is None else {TRACEPARENT: traceparent}


def carried(work: Callable[..., T]) -> Callable[..., T]:
    """`work` for another thread, so that its spans belong to the caller's."""
    if _tracer is None or _tracer.traceparent() is None:
        return work
    context = contextvars.copy_context()

    def run(*args: object, **kwargs: object) -> T:
        return context.copy().run(work, *args, **kwargs)  # a copy: a writer may run its work again

    return run

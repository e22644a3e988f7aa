"""Calls to the neighbour processes, with a timeout and a circuit breaker, so that a failing neighbour costs little."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any, TypeVar

import aiohttp
import orjson
import structlog

from kit.tracing import spans
from kit.tracing.reported import REPORTED, note_reported

log = structlog.get_logger(__name__)


LOADING_POLL_SECONDS = 0.2

T = TypeVar("T")
Measure = Callable[[float, str], None]


class ServiceUnavailable(Exception):
    """The service gave no usable answer: it is down, slow, loading or broken. Not raised beyond `chat`."""


class Breaker:
    """A circuit breaker that counts consecutive failures. When open, it allows one probe call after each pause."""

    def __init__(self, *, failures: int, pause_seconds: float) -> None:
        self._limit = failures
        self._pause = pause_seconds
        self._failures = 0
        self._retry_at = 0.0

    @property
    def closed(self) -> bool:
        return self._failures < self._limit

    def admits(self) -> bool:
        """Whether a call may be made now. If the breaker is open, a returned True counts as the probe."""
        if self.closed:
            return True
        if time.monotonic() < self._retry_at:
            return False
        self._retry_at = time.monotonic() + self._pause
        return True

    def succeeded(self) -> None:
        self._failures = 0

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self._limit:
            self._retry_at = time.monotonic() + self._pause


class Service:
    """A process that answers JSON over HTTP. At most `at_once` calls are in flight; the others wait."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: str,
        token: str,
        *,
        timeout_seconds: float,
        at_once: int,
        breaker: Breaker,
        grace_seconds: float = 0.0,
        measure: Measure = lambda _seconds, _outcome: None,
    ) -> None:
        """The service counts as loading until its first answer, at most `grace_seconds` from now. `measure` gets the
        seconds and the outcome of each call.
        """
        self.address = address
        self.answered = False
        self._loading_until = time.monotonic() + grace_seconds
        self.breaker = breaker
        self._session = session
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._timeout = timeout_seconds
        self._places = asyncio.Semaphore(at_once)
        self.waiting = 0
        self._measure = measure

    async def post(
        self,
        path: str,
        body: dict[str, Any],
        read: Callable[[dict[str, Any]], T],
        *,
        early: Callable[[dict[str, Any]], None] | None = None,
    ) -> T:
        """Returns what `read` makes of the JSON object in the answer. Raises ServiceUnavailable in every other case.

        If `read` raises, the answer counts as a failure. With `early`, the answer is two lines with one object each;
        `early` receives the first object as soon as it arrives.
        """
        if not self.breaker.admits():
            self._measure(0.0, "skipped")
            raise ServiceUnavailable(f"{self.address} is skipped after repeated failures")
        self.waiting += 1
        began, outcome = time.perf_counter(), "failed"
        try:
            with spans.span(f"POST {path}", kind="client"):
                await self._loaded(path)
                async with self._places:
                    answer = _read(read, await self._call("POST", path, body, early))
            outcome = "ok"
        except ServiceUnavailable as error:
            log.warning("service.failed", address=self.address, path=path, error=str(error))
            self.breaker.failed()
            raise
        finally:
            self.waiting -= 1
            self._measure(time.perf_counter() - began, outcome)
        self.breaker.succeeded()
        self.answered = True
        return answer

    async def health(self, path: str) -> dict[str, Any]:
        """The service's own health report. Does not affect the breaker, and a failure is not logged."""
        return await self._call("GET", path, None)

    async def _loaded(self, path: str) -> None:
        """Waits while the service is loading: right after a start, a short wait is better for the customer than a
        handoff.
        """
        while not self.answered and time.monotonic() < self._loading_until:
            with contextlib.suppress(ServiceUnavailable):
                self.answered = bool((await self.health(path.rpartition("/")[0] + "/health")).get("ready"))
            if not self.answered:
                await asyncio.sleep(LOADING_POLL_SECONDS)

    async def _call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None,
        early: Callable[[dict[str, Any]], None] | None = None,
    ) -> dict[str, Any]:
        data = None if body is None else orjson.dumps(body)
        headers = {**self._headers, **spans.headers()}
        try:
            async with (
                asyncio.timeout(self._timeout),
                self._session.request(method, self.address + path, data=data, headers=headers) as response,
            ):
                if early is not None:
                    _read(early, _object(response.status, await response.content.readline()))
                content = await response.read()
                note_reported("bot", response.headers.get(REPORTED))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:  # ValueError: the line is too long
            raise ServiceUnavailable(type(error).__name__) from error
        return _object(response.status, content)


def _read(read: Callable[[dict[str, Any]], T], answer: dict[str, Any]) -> T:
    try:
        return read(answer)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ServiceUnavailable(f"the answer cannot be read ({type(error).__name__})") from error


def _object(status: int, content: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        answer = None
    if status != 200 or not isinstance(answer, dict):
        raise ServiceUnavailable(f"answered {status}")
    return answer

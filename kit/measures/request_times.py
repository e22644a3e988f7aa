"""Measures how long a process takes to answer each call, by a class of calls and the kind of answer."""

import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kit.measures.histogram import Histogram

STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")


class RequestTimes:
    """The outermost middleware: what it measures includes every check. Sockets are no calls and are left out.

    `class_of` names the class of a path; the histogram has the labels `route` and `status`.
    """

    def __init__(self, app: ASGIApp, *, seconds: Histogram, class_of: Callable[[str], str]) -> None:
        self.app = app
        self._seconds = seconds
        self._class_of = class_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_noted)
        finally:
            took = time.perf_counter() - began
            self._seconds.observe(took, self._class_of(scope["path"]), f"{status // 100}xx")

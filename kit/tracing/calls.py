"""The spans of a process that a neighbour calls."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from kit.tracing.spans import TRACEPARENT, trace


class TracedCalls:
    """Goes on with the caller's trace. It must stand behind the check of the caller's token: anybody else could write
    whatever they like into a trace. A call that belongs to none begins none.
    """

    def __init__(self, app: ASGIApp, *, class_of: Callable[[str], str]) -> None:
        self.app = app
        self._class_of = class_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        parent = Headers(scope=scope).get(TRACEPARENT) if scope["type"] == "http" else None
        if parent is None:
            await self.app(scope, receive, send)
            return
        with trace(self._class_of(scope["path"]), kind="server", parent=parent):
            await self.app(scope, receive, send)

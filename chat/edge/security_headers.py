"""Security headers for each kind of page: what it may load, who may embed it, what may be cached.

No page has inline scripts or styles, and no script may insert a string as HTML (Trusted Types). So a text that passed
every other check still cannot become code.
"""

from collections.abc import Callable, Mapping, Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_APPLICATION = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "require-trusted-types-for": "'script'",
}

_NOTHING = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'"}


class SecurityHeaders:
    """Sets the headers of every response. This is the outermost middleware."""

    def __init__(
        self, app: ASGIApp, *, public_url: str, widget_sites: Callable[[], Sequence[str]] = lambda: ()
    ) -> None:
        self.app = app
        self._secure = public_url.startswith("https:")
        # In some browsers `'self'` does not include sockets, so their address is listed.
        connect = {"connect-src": f"'self' {_socket_origin(public_url)}"}
        self._application = _policy({**_APPLICATION, **connect, "frame-ancestors": "'none'"})
        self._widget = {**_APPLICATION, **connect}
        self._sites = widget_sites
        self._nothing = _policy(_NOTHING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers(scope["path"]).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _headers(self, path: str) -> Mapping[str, str]:
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            **self._by_kind(path),
        }
        if self._secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return headers

    def _by_kind(self, path: str) -> Mapping[str, str]:
        if path.startswith("/api/"):
            return {"Content-Security-Policy": self._nothing, "Cache-Control": "no-store"}
        if path == "/widget" or path.startswith("/widget/"):
            return {"Content-Security-Policy": self._of_widget()}
        if path == "/widget.js":  # the only file that other sites load
            return {"Content-Security-Policy": self._nothing, "Cross-Origin-Resource-Policy": "cross-origin"}
        page = {"Content-Security-Policy": self._application, "X-Frame-Options": "DENY"}
        if path == "/help" or path.startswith("/help/"):
            return page  # opened from the widget's sandbox, where browsers reject a page with COOP
        return {**page, "Cross-Origin-Opener-Policy": "same-origin"}

    def _of_widget(self) -> str:
        """Made anew each time, because administrators can allow another site at any moment."""
        return _policy({**self._widget, "frame-ancestors": " ".join(("'self'", *self._sites()))})


def _policy(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _socket_origin(public_url: str) -> str:
    scheme, _, rest = public_url.partition("://")
    return f"{'wss' if scheme == 'https' else 'ws'}://{rest.partition('/')[0]}"

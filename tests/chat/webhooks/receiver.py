"""A company's server that receives webhooks: it checks signatures as the documentation shows, and can misbehave."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.fixtures.callers import PATIENCE_SECONDS, Staff, ok

Answer = int | web.Response


def is_signed(headers: Any, body: bytes, secret: str) -> bool:
    """As in docs/webhooks.md."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(expected, each) for each in headers["webhook-signature"].split())


class Received:
    """One call."""

    def __init__(self, request: web.Request, raw: bytes) -> None:
        self.path = request.path
        self.headers = request.headers
        self.raw = raw
        self.body: dict[str, Any] = json.loads(raw)

    @property
    def type(self) -> str:
        return str(self.body["type"])

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = self.body["data"]
        return data


class Receiver:
    """`answer` decides by what was received; None hangs until the end."""

    def __init__(self) -> None:
        self.calls: list[Received] = []
        self.answer: Callable[[Received], Answer | None] = lambda _call: 204
        self.port = 0
        self._came = asyncio.Condition()
        self._over = asyncio.Event()
        self._runner: web.AppRunner | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/hooks"

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/{any:.*}", self._receive)
        self._runner = web.AppRunner(app, handle_signals=False, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        self._over.set()
        if self._runner is not None:
            await self._runner.cleanup()

    async def until(self, count: int) -> list[Received]:
        """The calls, once there are so many."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._came:
                await self._came.wait_for(lambda: len(self.calls) >= count)
        except TimeoutError:
            raise AssertionError(f"only {[call.type for call in self.calls]} came") from None
        return self.calls

    @property
    def types(self) -> list[str]:
        return [call.type for call in self.calls]

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        call = Received(request, await request.read())
        async with self._came:
            self.calls.append(call)
            self._came.notify_all()
        answer = self.answer(call)
        if answer is None:
            await self._over.wait()
            return web.Response(status=500)
        return web.Response(status=answer) if isinstance(answer, int) else answer


async def add(admin: Staff, receiver: Receiver, *events: str, **more: Any) -> dict[str, Any]:
    """A new endpoint at the receiver, for these events or for all."""
    wanted = list(events) or ok(await admin.get("/webhook-endpoints"))["event_types"]
    body = {"url": receiver.url, "events": wanted, **more}
    answer = await admin.post("/webhook-endpoints", body)
    assert answer.status_code == 201, answer.text
    endpoint: dict[str, Any] = answer.json()
    return endpoint

"""The first check of each call: whether the limits leave room for it, before the caller is looked up.

A caller who is rejected again and again gets slow answers and then loses the connection.
"""

import asyncio
from contextlib import ExitStack

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.edge.authentication import credential_of, refuse
from chat.edge.guard import Guard
from kit.errors import BatonError
from kit.identifiers import hash_token
from staff.sign_in.tokens import API_TOKEN_PREFIX

SLOW_ANSWER_SECONDS = 1.0


class EdgeLimits:
    """Applies the guard's totals to calls under `/api/` and to all sockets. Runs before authentication."""

    def __init__(self, app: ASGIApp, *, guard: Guard) -> None:
        self.app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._take_socket(scope, receive, send)
        elif scope["type"] == "http" and scope["path"].startswith("/api/"):
            await self._take_call(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _take_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        address = self._guard.address_of(connection)
        try:
            self._guard.check_call(address, customer_token_hash(connection), handshake=True)
        except BatonError as error:
            await asyncio.sleep(SLOW_ANSWER_SECONDS)
            await refuse(error, scope, receive, send)
            return
        with ExitStack() as held:
            try:
                held.enter_context(self._guard.socket_from(address))
            except BatonError as error:
                await refuse(error, scope, receive, send)
            else:
                await self.app(scope, receive, send)

    async def _take_call(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        caller = customer_token_hash(connection)

        async def send_slowly(message: Message) -> None:
            """Delays the rejections of a caller who gets too many; other answers are sent at once."""
            refused = message["type"] == "http.response.start" and message["status"] == 429
            if refused and caller is not None and self._guard.refuses_slowly(caller):
                MutableHeaders(scope=message)["Connection"] = "close"
                await asyncio.sleep(SLOW_ANSWER_SECONDS)
            await send(message)

        try:
            self._guard.check_call(self._guard.address_of(connection), caller, handshake=False)
        except BatonError as error:
            await refuse(error, scope, receive, send_slowly)
            return
        await self.app(scope, receive, send_slowly)


def customer_token_hash(connection: HTTPConnection) -> str | None:
    """The hash of the customer token that was sent; None for staff and for callers without a token."""
    credential = credential_of(connection)
    if credential.kind != "token" or not credential.secret or credential.secret.startswith(API_TOKEN_PREFIX):
        return None
    return hash_token(credential.secret)

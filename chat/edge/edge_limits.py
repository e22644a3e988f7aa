"""The first thing that a call meets: whether there is room for it at all, before anybody is looked up.

Who is refused again and again waits for each answer, and loses the connection with it.
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
from staff.sign_in.service import API_TOKEN_PREFIX

SLOW_ANSWER_SECONDS = 1.0


class EdgeLimits:
    """Holds calls under `/api/` and all sockets to the totals of the guard. Stands before authentication."""

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
            self._guard.check_call(address, customer_shown(connection), handshake=True)
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
        caller = customer_shown(connection)

        async def send_slowly(message: Message) -> None:
            """A refusal too many waits; every other answer goes out as it is."""
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


def customer_shown(connection: HTTPConnection) -> str | None:
    """The customer's token that is shown, hashed; None for people, who are known, and for anybody."""
    credential = credential_of(connection)
    if credential.kind != "token" or not credential.secret or credential.secret.startswith(API_TOKEN_PREFIX):
        return None
    return hash_token(credential.secret)

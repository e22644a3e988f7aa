"""The two socket routes. The permission to open one was checked before the upgrade, by the same table as for HTTP."""

from contextlib import ExitStack
from dataclasses import dataclass

from fastapi import APIRouter, WebSocket

from chat.edge.authentication import Authenticator, subprotocol_for
from chat.edge.guard import Flooded, FramePace, Guard
from chat.edge.rate_limits import RateLimits
from chat.sockets.agent import AgentSocket
from chat.sockets.customer import CustomerSocket
from chat.sockets.hub import Hub
from chat.sockets.line import SocketLine
from chat.sockets.typing_news import TypingNews
from conversations.requests import parse_cursor
from kit.auth import principal_of
from kit.bus import Bus
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, RateLimited


@dataclass(frozen=True)
class SocketServices:
    """What every socket of the process shares."""

    database: Database
    hub: Hub
    bus: Bus
    limits: RateLimits
    guard: Guard
    typing: TypingNews
    authenticator: Authenticator
    clock: Clock

    def line_of(self, websocket: WebSocket, owner: str) -> SocketLine:
        return SocketLine(websocket, FramePace(self.guard, owner, self.guard.address_of(websocket)))


def sockets_router(
    services: SocketServices, *, lease_seconds: int, silent_seconds: float, typing_preview: bool
) -> APIRouter:
    """`WS /conversations/{id}/socket` for customers and `WS /agents/socket` for agents."""
    router = APIRouter()

    @router.websocket("/conversations/{conversation_id}/socket")
    async def customer_socket(websocket: WebSocket, conversation_id: str) -> None:
        await websocket.accept(subprotocol_for(websocket))
        with ExitStack() as held:
            try:
                held.enter_context(services.guard.socket_of(conversation_id))
                await services.limits.check("sockets", conversation_id)
            except RateLimited as error:
                await websocket.send_json({"type": "error", "error": error.body()})
                await websocket.close(1013)
                return
            try:
                await _customer_socket(services, websocket, conversation_id, typing_preview=typing_preview).run()
            except Flooded:
                services.guard.shut_out(conversation_id)

    @router.websocket("/agents/socket")
    async def agents_socket(websocket: WebSocket) -> None:
        await websocket.accept(subprotocol_for(websocket))
        agent = principal_of(websocket)
        socket = AgentSocket(
            websocket,
            services.line_of(websocket, agent.id or ""),
            agent,
            authenticator=services.authenticator,
            database=services.database,
            hub=services.hub,
            bus=services.bus,
            clock=services.clock,
            typing=services.typing,
            lease_seconds=lease_seconds,
            silent_seconds=silent_seconds,
        )
        await socket.run()

    return router


def _customer_socket(
    services: SocketServices, websocket: WebSocket, conversation_id: str, *, typing_preview: bool
) -> CustomerSocket:
    return CustomerSocket(
        services.line_of(websocket, conversation_id),
        conversation_id,
        after=_cursor(websocket),
        database=services.database,
        hub=services.hub,
        bus=services.bus,
        limits=services.limits,
        clock=services.clock,
        typing=services.typing,
        typing_preview=typing_preview,
    )


def _cursor(websocket: WebSocket) -> int:
    """The client's cursor; an invalid one means that it starts from the beginning."""
    try:
        return parse_cursor(websocket.query_params.get("after"))
    except BadRequest:
        return 0

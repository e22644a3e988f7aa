"""The socket handshake: a token or a cookie is checked, and a rejection comes before the upgrade."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from chat.assembly.serve import OPTIONS
from kit.clock import system_clock
from kit.identifiers import hash_token, new_token
from staff.sign_in.repository import insert_sign_in
from staff.sign_in.service import SESSION_COOKIE
from tests.fixtures.callers import API, Caller, Staff, ok
from tests.fixtures.chat_process import ServeChat, ServedChat


async def cookie_of(chat: ServedChat, agent: Staff) -> str:
    """A sign-in's cookie, without the time for a password hash."""
    token, now = new_token(), system_clock()
    await chat.database.write(insert_sign_in, hash_token(token), agent.id, now, now + timedelta(hours=1))
    return f"{SESSION_COOKIE}={token}"


async def test_a_program_sends_its_token_in_a_header(chat: ServedChat) -> None:
    customer = await chat.customer()
    async with customer.listen() as socket:
        assert (await socket.next())["type"] == "conversation.changed"
        assert socket.connection.subprotocol is None


async def test_a_browser_offers_the_token_as_a_subprotocol_and_the_other_one_is_selected(chat: ServedChat) -> None:
    customer, agent = await chat.customer(), await chat.person()
    for caller, path in ((customer, f"{customer.path}/socket"), (agent, "/agents/socket")):
        async with chat.anybody.socket(path, offer=("baton.v1", f"baton.token.{caller.token}")) as socket:
            assert socket.connection.subprotocol == "baton.v1"
            assert (await socket.next())["type"] in ("conversation.changed", "snapshot")


async def test_the_console_connects_with_its_cookie_and_its_own_origin(chat: ServedChat) -> None:
    agent = await chat.person()
    cookie = await cookie_of(chat, agent)
    async with chat.anybody.socket("/agents/socket", headers={"Cookie": cookie, "Origin": chat.url}) as socket:
        assert (await socket.next())["type"] == "snapshot"
    for origin in (None, "null", "https://evil.example", chat.url + ".evil.example", chat.url.replace("http", "https")):
        headers = {"Cookie": cookie} | ({"Origin": origin} if origin else {})
        refused = await chat.anybody.socket("/agents/socket", headers=headers).refused()
        assert refused == (403, "cross_site"), origin


async def test_a_foreign_page_gets_no_socket_even_with_a_token(chat: ServedChat) -> None:
    customer = await chat.customer()
    headers = {**customer.headers, "Origin": "https://evil.example"}
    assert await customer.socket(f"{customer.path}/socket", headers=headers).refused() == (403, "cross_site")
    headers["Origin"] = chat.url
    async with customer.socket(f"{customer.path}/socket", headers=headers) as socket:
        await socket.until("replay.ended")


async def test_without_a_valid_token_there_is_no_upgrade(chat: ServedChat) -> None:
    customer, agent = await chat.customer(), await chat.person()
    for path in (f"{customer.path}/socket", "/agents/socket"):
        for caller in (chat.anybody, Caller(chat.http, new_token()), Caller(chat.http, "baton_pat_wrong")):
            assert await caller.socket(path).refused() == (401, "not_signed_in"), path
        nothing = chat.anybody.socket(path, offer=("baton.v1", "baton.token.wrong"))
        assert await nothing.refused() == (401, "not_signed_in")
    assert await customer.socket("/agents/socket").refused() == (403, "not_allowed")
    assert await agent.socket(f"{customer.path}/socket").refused() == (403, "not_allowed")


async def test_another_customers_conversation_returns_404(chat: ServedChat) -> None:
    customer, stranger = await chat.customer(), await chat.customer()
    assert await stranger.socket(f"{customer.path}/socket").refused() == (404, "not_found")
    assert await stranger.socket("/conversations/conv_nobody/socket").refused() == (404, "not_found")
    assert await stranger.socket("/nothing").refused() == (404, "not_found")


async def test_a_deactivated_agents_socket_ends_at_once(chat: ServedChat) -> None:
    admin, agent = await chat.person("admin"), await chat.person()
    async with agent.listen() as socket:
        await socket.until("snapshot")
        ok(await admin.call("PATCH", f"/people/{agent.id}", {"active": False}))
        assert await socket.closed() == 1008
    assert await agent.listen().refused() == (401, "not_signed_in")


async def test_too_many_connections_are_told_to_wait(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_per_minute=2, redis_url="")
    customer = await chat.customer()
    for _ in range(2):
        async with customer.listen() as socket:
            await socket.until("replay.ended")
    async with customer.listen() as socket:
        error = (await socket.next())["error"]
        assert (error["code"], 1 <= error["retry_after"] <= 60) == ("rate_limited", True)
        assert await socket.closed() == 1013


async def frames_of(port: int, customer: Caller, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A socket handled by hand, which answers nothing by itself."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    writer.write(
        f"GET {API}{path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {customer.token}\r\n\r\n".encode()
    )
    assert b"101" in await reader.readline()
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def opcode(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The next frame's opcode and payload."""
    first, second = await reader.readexactly(2)
    length = second & 0x7F
    if length == 126:
        length = int.from_bytes(await reader.readexactly(2))
    return first & 0x0F, await reader.readexactly(length)


async def test_a_peer_that_answers_no_ping_is_closed(serve_chat: ServeChat) -> None:
    assert OPTIONS["ws_ping_interval"] == 20
    chat = await serve_chat({"ws_ping_interval": 0.1, "ws_ping_timeout": 0.3})
    customer = await chat.customer()
    reader, writer = await frames_of(chat.container.settings.port, customer, f"{customer.path}/socket")
    async with asyncio.timeout(20):
        seen = []
        while 0x8 not in seen:
            code, payload = await opcode(reader)
            seen.append(code)
    assert 0x9 in seen, "a ping came first"
    assert int.from_bytes(payload[:2]) == 1011
    writer.close()


async def test_the_answer_to_an_upgrade_contains_no_token(chat: ServedChat) -> None:
    customer = await chat.customer()
    async with chat.anybody.socket(
        f"{customer.path}/socket", offer=("baton.v1", f"baton.token.{customer.token}")
    ) as socket:
        assert socket.connection.response is not None
        assert str(customer.token) not in str(socket.connection.response.headers)


@pytest.mark.parametrize("path", ["/conversations/{id}/socket", "/agents/socket"])
async def test_a_socket_address_is_not_a_page(chat: ServedChat, path: str) -> None:
    customer = await chat.customer()
    answer: httpx.Response = await customer.get(path.format(id=customer.id))
    assert answer.status_code in (404, 405)

"""Floods on sockets and over HTTP: a client that sends too much is slowed, then closed, and nobody else notices."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from chat.edge.policy import RULES
from tests.fixtures.callers import API, Customer, Socket, Staff, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat

SOON: dict[str, Any] = {"frames_per_10_seconds": 60, "flood_seconds": 0.5}
"""Lower limits, so that a flood is closed in half a second."""


async def flood(socket: Socket, frame: Any) -> int:
    """Sends the frame in a loop until the server closes the socket; returns the close code."""

    async def send() -> None:
        while True:
            await socket.send(frame)
            await asyncio.sleep(0.001)  # the server runs on the same event loop, and needs most of it

    sending = asyncio.create_task(send())
    try:
        return await socket.closed()
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


@pytest.mark.parametrize("frame", [{"type": "typing"}, {"type": "unheard.of"}, {"type": "ping"}], ids=str)
async def test_a_loop_of_frames_is_closed_and_neither_agents_nor_customers_notice(
    serve_chat: ServeChat, frame: dict[str, Any]
) -> None:
    chat = await serve_chat(**SOON)
    agent, colleague, other = await chat.person(), await chat.person(), await chat.customer()
    flooder = await chat.assigned(agent)
    async with (
        flooder.listen() as customer_socket,
        agent.listen() as agent_socket,
        colleague.listen() as near,
        other.listen() as bystander,
    ):
        for console in (agent_socket, near):
            await console.until("snapshot")
        closing = asyncio.create_task(flood(customer_socket, frame))
        for number in range(20):
            await bystander.say(f"m{number}", f"hello {number}")
            await bystander.until("message.accepted")
        assert await closing == 1008
        assert customer_socket.of("error")[-1]["error"]["code"] == "rate_limited"
        assert customer_socket.of("error")[-1]["error"]["retry_after"] >= 1
        for console in (agent_socket, near):  # still open, and still receiving
            await console.until_text("hello 19")
        assert len(agent_socket.of("typing")) <= 20, "a few a second"
        assert near.of("typing") == []
        assert bystander.of("error") == []


async def test_a_flooder_is_told_when_to_come_back_and_is_then_let_in(serve_chat: ServeChat) -> None:
    chat = await serve_chat(**SOON)
    customer, other = await chat.customer(), await chat.customer()
    async with customer.listen() as socket:
        assert await flood(socket, {"type": "typing"}) == 1008
    async with customer.listen() as socket:
        first = await socket.next()
        assert (first["type"], first["error"]["code"]) == ("error", "rate_limited")
        assert 1 <= first["error"]["retry_after"] <= 30
        assert await socket.closed() == 1013
    assert (await customer.say("hello")).status_code == 201, "the customer's message still arrives"
    async with other.listen() as socket:
        await socket.until("replay.ended")


async def test_all_tabs_of_a_conversation_share_one_limit(serve_chat: ServeChat) -> None:
    chat = await serve_chat(**SOON)
    customer = await chat.customer()
    async with customer.listen() as first, customer.listen() as second:
        codes = await asyncio.gather(*(flood(each, {"type": "typing"}) for each in (first, second)))
        assert set(codes) == {1008}
        refused = len(first.of("error")) + len(second.of("error"))
        assert refused < 60, "typing has a limit per conversation; the rest was never read"


async def test_typing_is_sent_a_few_times_a_second_and_always_ends_with_the_latest(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        for number in range(40):
            await customer_socket.send({"type": "typing", "text": f"word {number}"})
        last = await agent_socket.until("typing", lambda frame: frame.get("text") == "word 39")
        assert last["conversation_id"] == customer.id
        assert agent_socket.of("typing")[0]["text"] == "word 0"
        assert len(agent_socket.of("typing")) < 10


async def test_an_agent_who_floods_is_closed_too(serve_chat: ServeChat) -> None:
    chat = await serve_chat(**SOON)
    agent = await chat.person()
    async with agent.listen() as socket:
        assert await flood(socket, {"type": "looking", "conversation_id": None}) == 1008


@pytest.mark.parametrize("kind", ["ping", "pong", "nothing"])
async def test_control_frames_and_fragments_are_counted_too(chat: ServedChat, kind: str) -> None:
    customer = await chat.customer()
    raw = {"ping": b"\x89\x80\0\0\0\0", "pong": b"\x8a\x80\0\0\0\0", "nothing": b"\x00\x80\0\0\0\0"}[kind]
    begin = b"\x01\x80\0\0\0\0" if kind == "nothing" else b""  # the fragments of a message that never ends
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        socket.connection.transport.write(begin + raw * 5_000)
        assert await socket.closed() != 1000


CHANGES = [
    f"{rule.method} {rule.path.removeprefix(API)}"
    for rule in RULES
    if "customer" in rule.allowed and rule.method in ("POST", "DELETE") and not rule.path.endswith("/messages")
]


@pytest.mark.parametrize("route", CHANGES)
async def test_every_change_by_a_customer_has_a_limit(serve_chat: ServeChat, route: str) -> None:
    assert len(CHANGES) >= 6
    chat = await serve_chat(changes_per_10_seconds=5)
    customer, other = await chat.customer(), await chat.customer()
    method, path = route.split()

    async def change(caller: Customer) -> Any:
        body = {"helpful": True, "score": 5, "email": "a@example.com"}
        place = path.format(conversation_id=caller.id, seq=1)
        return await caller.call(method, place, body if method == "POST" else None)

    answers = [await change(customer) for _ in range(6)]
    assert [each.status_code == 429 for each in answers] == [False] * 5 + [True]
    assert refusal(answers[-1]) == (429, "rate_limited")
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 10
    assert (await change(other)).status_code != 429, "other routes are not expected"
    assert (await customer.say("hello")).status_code == 201


async def test_handoffs_and_ends_have_a_lower_limit(serve_chat: ServeChat) -> None:
    chat = await serve_chat(changes_per_10_seconds=20, handoffs_per_10_seconds=3)
    customer = await chat.customer()
    for method, path in (("POST", "/handoff"), ("DELETE", "/handoff"), ("POST", "/handoff")):
        assert (await customer.call(method, f"{customer.path}{path}", {} if method == "POST" else None)).is_success
    for method, path in (("POST", "/handoff"), ("DELETE", "/handoff"), ("POST", "/end")):
        answer = await customer.call(method, f"{customer.path}{path}", {} if method == "POST" else None)
        assert refusal(answer) == (429, "rate_limited")
    assert (await customer.post(f"{customer.path}/contact", {"email": "a@example.com"})).is_success


async def test_a_customer_who_reads_too_much_does_not_keep_agents_from_reading(serve_chat: ServeChat) -> None:
    chat = await serve_chat(reads_per_second=3)
    customer, agent = await chat.customer(), await chat.person()
    answers = await asyncio.gather(*(customer.get(f"{customer.path}/messages") for _ in range(30)))
    assert {each.status_code for each in answers} == {200, 429}
    assert (await agent.get(f"{customer.path}/messages")).status_code == 200


async def test_calls_of_all_kinds_have_a_total_limit_except_for_staff(serve_chat: ServeChat) -> None:
    chat = await serve_chat(calls_per_10_seconds=20)
    customer, other, agent = await chat.customer(), await chat.customer(), await chat.person()
    answers = await asyncio.gather(*(customer.get(customer.path) for _ in range(40)))
    refused = [each for each in answers if each.status_code != 200]
    assert 15 <= len(refused) <= 20
    assert {refusal(each) for each in refused} == {(429, "rate_limited")}
    assert all(int(each.headers["Retry-After"]) >= 1 for each in refused)
    for caller, path in ((other, other.path), (agent, "/queue")):
        assert {(await caller.get(path)).status_code for _ in range(15)} == {200}


async def test_an_address_has_a_total_limit_of_calls(serve_chat: ServeChat) -> None:
    chat = await serve_chat(calls_per_10_seconds_per_address=20, trusted_proxies="127.0.0.1")

    async def ask(address: str) -> Any:
        return await chat.anybody.get("/widget-settings", headers={"X-Forwarded-For": address})

    answers = [await ask("198.51.100.1") for _ in range(30)]
    refused = [each for each in answers if each.status_code != 200]
    assert {refusal(each) for each in refused} == {(503, "busy")}
    assert all("Retry-After" in each.headers for each in refused)
    assert (await ask("198.51.100.2")).status_code == 200


async def test_a_caller_with_endless_rejections_gets_slow_answers_and_loses_the_connection(
    serve_chat: ServeChat,
) -> None:
    chat = await serve_chat(changes_per_10_seconds=1)
    customer = await chat.customer()

    async def rate() -> Any:
        return await customer.post(f"{customer.path}/rating", {"score": 3})

    quick = [await rate() for _ in range(20)]
    assert {each.headers.get("connection") for each in quick} == {None}
    late = await asyncio.gather(*(rate() for _ in range(400)))
    assert {refusal(each) for each in late} == {(429, "rate_limited")}
    assert sum(each.headers.get("connection") == "close" for each in late) > 50


async def test_endless_handshakes_are_rejected_before_the_caller_is_looked_up(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_per_minute=2)
    customer, other = await chat.customer(), await chat.customer()
    for number in range(6):
        async with customer.listen() as socket:
            first = await socket.next()
            assert (first["type"] == "error") == (number >= 2)
    assert await customer.listen().refused() == (429, "rate_limited")
    async with other.listen() as socket:
        await socket.until("replay.ended")


async def several(open_one: Callable[[], Socket], number: int) -> list[Socket]:
    return [await open_one().__aenter__() for _ in range(number)]


async def test_the_number_of_sockets_of_a_conversation_is_limited(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_at_once_per_conversation=3)
    customer, other = await chat.customer(), await chat.customer()
    sockets = await several(customer.listen, 3)
    async with customer.listen() as one_more:
        assert (await one_more.next())["error"]["code"] == "rate_limited"
        assert await one_more.closed() == 1013
    async with other.listen() as socket:
        await socket.until("replay.ended")
    for each in sockets:
        await each.until("replay.ended")
        await each.connection.close()
    async with customer.listen() as socket:
        await socket.until("replay.ended")


async def test_the_number_of_sockets_from_an_address_is_limited_behind_a_proxy_too(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_at_once_per_address=2, trusted_proxies="127.0.0.1")
    agent = await chat.person()

    def from_address(address: str) -> Callable[[], Socket]:
        headers = {**agent.headers, "X-Forwarded-For": address}
        return lambda: agent.socket("/agents/socket", headers=headers)

    sockets = await several(from_address("198.51.100.1"), 2)
    assert await from_address("198.51.100.1")().refused() == (429, "rate_limited")
    sockets += await several(from_address("198.51.100.2"), 1)
    for each in sockets:
        await each.until("snapshot")
        await each.connection.close()


async def test_the_total_number_of_connections_is_limited_and_open_ones_go_on(serve_chat: ServeChat) -> None:
    chat = await serve_chat(sockets_at_once=5)
    agent: Staff = await chat.person()
    await chat.http.aclose()
    async with agent.listen() as socket:
        await socket.until("snapshot")
        lines = [await asyncio.open_connection("127.0.0.1", chat.container.settings.port) for _ in range(10)]
        async with asyncio.timeout(20):
            ended = [asyncio.create_task(ended_by_the_server(reader)) for reader, _ in lines]
            for each in list(asyncio.as_completed(ended))[:6]:
                await each
        await socket.heard()
        for _, writer in lines:
            writer.close()
        await asyncio.gather(*ended)


async def ended_by_the_server(reader: asyncio.StreamReader) -> None:
    with contextlib.suppress(ConnectionError):
        await reader.read()


async def sent_half(port: int, words: bytes) -> bytes:
    """The server's answer to a request that stops here, after it has closed the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(words)
    try:
        async with asyncio.timeout(20):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


WHOLE = f"GET {API}/health HTTP/1.1\r\nHost: x\r\n\r\n".encode()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HT", id="half-a-line"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", id="half-a-header"),
        pytest.param(WHOLE + b"GET / HTTP/1.1\r\nHost: ", id="after-a-whole-one"),
    ],
)
async def test_a_request_whose_head_does_not_arrive_is_closed(serve_chat: ServeChat, words: bytes) -> None:
    chat = await serve_chat(header_seconds=0.3)
    answer = await sent_half(chat.container.settings.port, words)
    assert answer.startswith(b"HTTP/1.1 200") if words.startswith(WHOLE) else answer == b""


async def test_the_time_limit_of_a_request_does_not_end_a_socket(serve_chat: ServeChat) -> None:
    chat = await serve_chat(header_seconds=0.3)
    customer = await chat.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        await sent_half(chat.container.settings.port, b"")  # started later, and finished
        await socket.say("one", "hello")
        await socket.until("message.accepted")


async def test_a_body_that_does_not_arrive_gets_an_error_and_the_connection_is_closed(serve_chat: ServeChat) -> None:
    chat = await serve_chat(body_seconds=0.3)
    head = f"POST {API}/conversations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n"
    answer = await sent_half(chat.container.settings.port, head.encode() + b'\r\n{"locale":')
    assert answer.startswith(b"HTTP/1.1 408")
    assert b'"too_slow"' in answer


async def test_a_slow_request_within_the_limit_is_answered(serve_chat: ServeChat) -> None:
    chat = await serve_chat()
    reader, writer = await asyncio.open_connection("127.0.0.1", chat.container.settings.port)
    for byte in WHOLE:
        writer.write(bytes([byte]))
        await writer.drain()
    assert b"200" in await reader.readline()
    writer.close()

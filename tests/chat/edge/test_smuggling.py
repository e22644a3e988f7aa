"""Two requests in one: what a proxy and the server might read differently is refused, and nothing behind it runs."""

import asyncio

import pytest

from tests.fixtures.callers import API
from tests.fixtures.chat_process import ServedChat

WORDS = "nobody else may read this"
AMBIGUOUS = {
    "length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: 90\r\n\r\n",
    "an encoding that is none": b"Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}",
    "a space before the colon": b"Content-Length : 2\r\n\r\n{}",
    "a folded header": b"X-A: a\r\n Content-Length: 2\r\n\r\n{}",
    "a line feed alone": b"X-A: a\nContent-Length: 2\n\n{}",
}


@pytest.mark.parametrize("rest", AMBIGUOUS.values(), ids=AMBIGUOUS.keys())
async def test_an_ambiguous_request_is_refused_with_all_that_follows(chat: ServedChat, rest: bytes) -> None:
    customer = await chat.customer()
    assert (await customer.say(WORDS)).status_code == 201
    mine = f"Host: x\r\nAuthorization: Bearer {customer.token}\r\n"
    first = f"POST {API}{customer.path}/messages HTTP/1.1\r\n{mine}Content-Type: application/json\r\n"
    hidden = f"GET {API}{customer.path}/messages HTTP/1.1\r\n{mine}\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", chat.container.settings.port)
    writer.write(first.encode() + rest + hidden.encode())
    async with asyncio.timeout(20):
        answer = await reader.read()  # until the server closes the connection
    writer.close()
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1
    assert WORDS.encode() not in answer

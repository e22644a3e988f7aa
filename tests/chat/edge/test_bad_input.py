"""Bad input: it gets a clear error or is plain text; it never causes a fault and never blocks others.

The rows are those of the table of bad input. Each is tried over HTTP, and on a socket if it exists on both.
"""

import json
import time
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from chat.assembly.app import LARGEST_BODY
from tests.fixtures.callers import API, Customer, Socket, ok, refusal
from tests.fixtures.chat_process import ServedChat

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEEP = "[" * 10_000 + "]" * 10_000
BAD_TEXTS = [
    pytest.param("", "empty_text", id="8-empty"),
    pytest.param(" \t\n  ", "empty_text", id="9-spaces"),
    pytest.param("\u200b\u200f\u202e\ufeff", "empty_text", id="10-nothing-to-see"),
    pytest.param("\x00\x01\x1f", "empty_text", id="10-controls-alone"),
    pytest.param("x" * 2_001, "too_long", id="11-too-long"),
    pytest.param("\U0001f600" * 2_001, "too_long", id="11-too-long-outside-the-first-plane"),
    pytest.param(5, "bad_type", id="14-number"),
    pytest.param(["x"], "bad_type", id="15-list"),
    pytest.param({"x": 1}, "bad_type", id="16-object"),
    pytest.param(True, "bad_type", id="16-truth"),
    pytest.param(None, "missing_field", id="16-null"),
    pytest.param("half \ud800 a character", "bad_unicode", id="18-lone-surrogate"),
]
PLAIN_TEXTS = [
    pytest.param("/restart", id="20-restart"),
    pytest.param('/handoff{"a":1}', id="21-intent-with-entities"),
    pytest.param("/session_start", id="22-session-start"),
    pytest.param("EXTERNAL: x", id="23-external"),
    pytest.param("<script>alert(1)</script><img src=x onerror=alert(1)>", id="24-markup"),
    pytest.param("[x](javascript:alert(1)) ![y](data:text/html;base64,eA==)", id="25-links"),
    pytest.param("\u202eevil\u202c and Аpple", id="26-bidi-and-homoglyphs"),
    pytest.param("'; drop table messages; -- 100% _x_ \\", id="28-sql"),
    pytest.param("x" * 2_000, id="11-just-short-enough"),
    pytest.param("{{7*7}} ${7*7} %s %(x)s {0}", id="28-templates"),
    pytest.param("👩‍👩‍👧 نیم‌فاصله 日本語", id="17-every-script"),
]


async def send_raw(customer: Customer, content: bytes, path: str = "/messages") -> Any:
    headers = {**customer.headers, "Content-Type": "application/json"}
    return await customer.http.post(API + customer.path + path, content=content, headers=headers)


async def error_of(socket: Socket) -> dict[str, Any]:
    error: dict[str, Any] = (await socket.until("error"))["error"]
    assert {"code", "message"} <= set(error)
    return error


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"hello", id="1-not-json"),
        pytest.param(b"", id="1-nothing"),
        pytest.param(b"[]", id="2-array"),
        pytest.param(b"7", id="3-number"),
        pytest.param(b"null", id="3-null"),
        pytest.param(DEEP.encode(), id="4-deep"),
        pytest.param(b'{"client_message_id": "x", "text": ' + b"9" * 5_000 + b"}", id="3-too-many-digits"),
        pytest.param(b'{"client_message_id": "x", "text": "\xff\xfe"}', id="19-invalid-utf-8"),
        pytest.param(b'{"client_message_id": "x", "text": "y"', id="1-cut-off"),
    ],
)
async def test_a_body_that_is_not_a_json_object(lasting_chat: ServedChat, content: bytes) -> None:
    customer = await lasting_chat.customer()
    assert refusal(await send_raw(customer, content)) == (400, "bad_json")
    if content not in (b"", b"null"):  # here the body may be missing
        assert refusal(await send_raw(customer, content, "/handoff")) == (400, "bad_json")
    assert (await customer.read())["last_seq"] == 0


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("hello", id="1-not-json"),
        pytest.param("", id="1-nothing"),
        pytest.param("[]", id="2-array"),
        pytest.param("7", id="3-number"),
        pytest.param("[" * 5_000 + "]" * 5_000, id="4-deep"),
        pytest.param('{"type":' * 1_700 + "1" + "}" * 1_700, id="4-deep-objects"),
        pytest.param('{"type": "typing", "n": ' + "9" * 5_000 + "}", id="3-too-many-digits"),
        pytest.param(b"\x00\x01", id="1-binary"),
    ],
)
async def test_a_frame_that_is_not_a_json_object(lasting_chat: ServedChat, frame: str | bytes) -> None:
    customer, agent = await lasting_chat.customer(), await lasting_chat.person()
    for caller in (customer, agent):
        async with caller.listen() as socket:
            await socket.connection.send(frame)
            assert (await error_of(socket))["code"] == "bad_json"
            await socket.send({"type": "unheard.of"})
            assert (await error_of(socket))["code"] == "unknown_type", "the socket goes on"


async def test_three_bad_frames_end_the_socket(lasting_chat: ServedChat) -> None:
    customer, agent = await lasting_chat.customer(), await lasting_chat.person()
    for caller in (customer, agent):
        async with caller.listen() as socket:
            for _ in range(3):
                await socket.connection.send("hello")
            assert await socket.closed() == 1008


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        pytest.param({"type": "message.sent"}, "unknown_type", id="5-unknown-type"),
        pytest.param({}, "unknown_type", id="5-no-type"),
        pytest.param({"type": ["message.send"]}, "unknown_type", id="5-type-is-a-list"),
        pytest.param({"type": "message.send", "text": "x"}, "missing_field", id="7-no-identifier"),
        pytest.param({"type": "message.send", "client_message_id": 7, "text": "x"}, "bad_type", id="7-number"),
        pytest.param({"type": "message.send", "client_message_id": "", "text": "x"}, "bad_type", id="7-empty"),
        pytest.param(
            {"type": "message.send", "client_message_id": "x" * 129, "text": "x"}, "bad_type", id="7-too-long"
        ),
        pytest.param(
            {"type": "message.send", "client_message_id": "\ud800", "text": "x"}, "bad_type", id="18-surrogate"
        ),
    ],
)
async def test_a_frame_with_wrong_fields(lasting_chat: ServedChat, frame: dict[str, Any], code: str) -> None:
    customer = await lasting_chat.customer()
    async with customer.listen() as socket:
        await socket.send(frame)
        error = await error_of(socket)
        assert error["code"] == code
        if code == "missing_field":
            assert error["field"] == "client_message_id"
        await socket.say("next", "and on it goes")
        await socket.until("message.accepted")


async def test_unknown_fields_are_ignored(lasting_chat: ServedChat) -> None:
    customer = await lasting_chat.customer()
    assert (await customer.say("hello", author={"kind": "agent"}, seq=9, visibility="internal")).status_code == 201
    async with customer.listen() as socket:
        await socket.say("two", "hello again", author={"kind": "agent"}, seq=9)
        accepted = await socket.until("message.accepted")
    assert accepted["message"]["author"]["kind"] == "customer"
    assert [each["visibility"] for each in await customer.messages()][:2] == ["public", "public"]


@pytest.mark.parametrize("text", ["client_message_id", "text"])
async def test_a_body_with_a_missing_field_names_the_field(lasting_chat: ServedChat, text: str) -> None:
    customer = await lasting_chat.customer()
    body = {"client_message_id": "x", "text": "y"}
    del body[text]
    answer = await customer.post(f"{customer.path}/messages", body)
    assert (refusal(answer), answer.json()["error"]["field"]) == ((400, "missing_field"), text)


@pytest.mark.parametrize(("text", "code"), BAD_TEXTS)
async def test_a_text_that_is_empty_or_invalid(lasting_chat: ServedChat, text: Any, code: str) -> None:
    customer, agent = await lasting_chat.customer(), await lasting_chat.person()
    asked = len(lasting_chat.neighbours.bot_calls)
    body = json.dumps({"client_message_id": "x", "text": text}).encode()
    answer = await send_raw(customer, body)
    assert (refusal(answer), answer.json()["error"]["field"]) == ((400, code), "text")
    if code == "too_long":
        assert answer.json()["error"]["limit"] == 2_000
    ok(await customer.post(f"{customer.path}/handoff"))
    await agent.accept(customer.id)
    headers = {**agent.headers, "Content-Type": "application/json"}
    reply = await agent.http.post(f"{API}{customer.path}/reply", content=body, headers=headers)
    assert refusal(reply) == (400, code)
    async with customer.listen() as socket:
        await socket.say("x", text)
        error = await error_of(socket)
        assert (error["code"], error["field"]) == (code, "text")
    assert [each["kind"] for each in await customer.messages()] == ["event", "event"], "nothing was stored"
    assert len(lasting_chat.neighbours.bot_calls) == asked


@pytest.mark.parametrize("text", PLAIN_TEXTS)
async def test_markup_and_code_are_plain_text(lasting_chat: ServedChat, text: str) -> None:
    customer, neighbours = await lasting_chat.customer(), lasting_chat.neighbours
    assert ok(await customer.say(text))["text"] == text
    async with customer.listen() as socket:
        await socket.until_text(f"You said: {text}")
        await socket.say("again", text)
        await socket.until_text(text)
    mine = [call for call in neighbours.bot_calls if call["text"] == text]
    assert mine, "the bot was asked with the same text"
    assert all(call["event"] is None for call in mine)
    assert (await customer.messages())[0]["text"] == text


async def test_control_characters_are_removed_and_lines_are_kept(lasting_chat: ServedChat) -> None:
    customer = await lasting_chat.customer()
    sent = ok(await customer.say("one\x00\x07\r\ntwo\x1b[31m\tthree\x85 "))
    assert sent["text"] == "one\ntwo[31m\tthree"


@pytest.mark.parametrize("identifier", ["", "with blank", "ümlaut", "x" * 129, "nul\x00"])
async def test_an_identifier_is_printable_and_short(lasting_chat: ServedChat, identifier: str) -> None:
    customer = await lasting_chat.customer()
    body = {"client_message_id": identifier, "text": "hello"}
    assert refusal(await customer.post(f"{customer.path}/messages", body)) == (400, "bad_type")
    assert (await customer.say("hello", "!" * 128)).status_code == 201


async def test_a_frame_over_16_kib_ends_the_socket(lasting_chat: ServedChat) -> None:
    customer, agent = await lasting_chat.customer(), await lasting_chat.person()
    for caller in (customer, agent):
        async with caller.listen() as socket:
            await socket.next()
            await socket.connection.send("x" * (16 * 1024 + 1))
            assert await socket.closed() == 1009


async def test_ten_mebibytes_in_fragments_end_the_socket_before_they_are_held_in_memory(
    lasting_chat: ServedChat,
) -> None:
    customer = await lasting_chat.customer()
    async with customer.listen() as socket:
        await socket.next()
        pieces = iter(["x" * 4_096] * 2_560)
        with pytest.raises(ConnectionClosed):
            await socket.connection.send(pieces)
        assert await socket.closed() == 1009
        assert next(pieces, None) is not None, "the rest was never read"


async def test_invalid_utf_8_ends_the_socket(lasting_chat: ServedChat) -> None:
    customer = await lasting_chat.customer()
    async with customer.listen() as socket:
        await socket.next()
        socket.connection.protocol.send_text(b'{"type": "\xff\xfe"}')
        for data in socket.connection.protocol.data_to_send():
            socket.connection.transport.write(data)
        assert await socket.closed() == 1007


async def test_a_body_over_the_limit_is_not_read(lasting_chat: ServedChat) -> None:
    customer = await lasting_chat.customer()
    answer = await send_raw(customer, b'{"text": "' + b"x" * LARGEST_BODY + b'"}')
    assert refusal(answer) == (413, "too_large")

    async def pieces() -> Any:
        for _ in range(LARGEST_BODY // 4_096 + 1):
            yield b"x" * 4_096

    streamed = await customer.http.post(f"{API}{customer.path}/messages", content=pieces(), headers=customer.headers)
    assert refusal(streamed) == (413, "too_large")


async def test_searches_are_literal_and_invalid_ones_are_rejected_quickly(lasting_chat: ServedChat) -> None:
    editor = await lasting_chat.person("editor")
    for title in ("100% wool", "100 wool", "snake_case", "snakeXcase"):
        ok(await editor.post("/articles", {"title": title, "body": f"# {title}\n\nAbout {title}."}))
    for words, title in (("100%", "100% wool"), ("snake_", "snake_case")):
        found = ok(await editor.get("/articles", params={"q": words}))["articles"]
        assert [each["title"] for each in found] == [title]
    for words in ("' or 1=1 --", "((((", "\\", "%", "_", "[a-z]*", "a" * 200):
        assert (await editor.get("/articles", params={"q": words})).status_code == 200, words
    for question in ("((((", "word " * 5_000, "(" * 1_900):
        began = time.perf_counter()
        assert refusal(await editor.post("/search", {"q": question})) == (400, "bad_query")
        assert time.perf_counter() - began < 2, "no backtracking: 50 ms if nothing else runs"
    assert refusal(await editor.get("/articles", params={"q": "word " * 1_000})) == (400, "bad_query")


async def test_somebody_elses_conversation_takes_as_long_as_a_missing_one(lasting_chat: ServedChat) -> None:
    customer, stranger = await lasting_chat.customer(), await lasting_chat.customer()

    async def fastest(path: str) -> float:
        times = []
        for _ in range(30):
            began = time.perf_counter()
            assert refusal(await stranger.get(path)) == (404, "not_found")
            times.append(time.perf_counter() - began)
        return min(times)

    foreign, unknown = await fastest(customer.path), await fastest(f"/conversations/conv_{'0' * 32}")
    assert 0.3 < foreign / unknown < 3


@pytest.mark.parametrize(
    "query", ["after=-1", f"after={10**18}", "after=x", "after=1.5", "after=%00", "after=1&after=x"]
)
async def test_an_invalid_cursor(lasting_chat: ServedChat, query: str) -> None:
    customer = await lasting_chat.customer()
    assert refusal(await customer.get(f"{customer.path}/messages?{query}")) == (400, "bad_cursor")


@pytest.mark.parametrize("path", ["/conversations/{}", "/conversations/{}/messages", "/conversations/{}/customer"])
@pytest.mark.parametrize("identifier", ["%00", "conv%00x", "%ff", "x" * 3_000, "%F0%9F%98%80", "..", "-1", "1e999"])
async def test_invalid_identifiers(lasting_chat: ServedChat, path: str, identifier: str) -> None:
    supervisor = await lasting_chat.person("supervisor")
    assert refusal(await supervisor.get(path.format(identifier))) == (404, "not_found")


NASTY: tuple[Any, ...] = (None, "", "x\x00y", "x" * 70_000, -1, 10**30, [], ["\x00"], {})

NASTY_IN_ADDRESSES = ("%00", "x" * 3_000, "-1", str(2**31), str(10**30), "%ff")


def bodies(document: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Bodies with one bad value each, for every field in the OpenAPI document."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    names = [part["$ref"].rsplit("/", 1)[1] for part in [content, *content.get("anyOf", ())] if "$ref" in part]
    fields = [field for name in names for field in document["components"]["schemas"][name].get("properties", {})]
    plain = {"email": "a@example.com", "name": "A", "roles": ["agent"], "title": "T", "body": "B", "version": 1}
    known = {field: plain.get(field, "x") for field in fields}
    return [{}, *({**known, field: value} for field in fields for value in NASTY)]


def places(path: str, operation: dict[str, Any], customer: Customer) -> list[str]:
    """The valid path, then the path with a bad value for each of its parameters."""
    parameters = operation.get("parameters", ())
    right = {each["name"]: "" if each["in"] == "query" else "1" for each in parameters}
    right["conversation_id"] = customer.id
    whole = path.removeprefix(API)
    filled = [right, *({**right, each["name"]: value} for each in parameters for value in NASTY_IN_ADDRESSES)]
    queries = [each["name"] for each in parameters if each["in"] == "query"]
    return [
        whole.format(**values) + (f"?{'&'.join(f'{name}={values[name]}' for name in queries)}" if queries else "")
        for values in filled
    ]


async def test_no_value_in_any_field_of_any_call_causes_a_fault(lasting_chat: ServedChat) -> None:
    document = (await lasting_chat.http.get("/openapi.json")).json()
    admin, customer = await lasting_chat.person("admin"), await lasting_chat.customer()
    faults = []
    for path, operations in document["paths"].items():
        if not path.startswith(API) or path.endswith(("/sign-in", "/password", "/accept", "/end")):
            continue  # hashing makes some of these slow; they have their own tests
        for method, operation in operations.items():
            right, *wrong = places(path, operation, customer)
            caller = customer if method != "get" and "{conversation_id}" in path else admin
            tried = [(right, body) for body in bodies(document, operation)] + [(place, {}) for place in wrong]
            for place, body in tried:
                answer = await caller.call(method.upper(), place, body if method != "get" else None)
                if answer.status_code >= 500 and answer.json()["error"]["code"] != "bot_unavailable":
                    faults.append((method, place[:80], {key: str(value)[:40] for key, value in body.items()}))
    assert faults == []


async def test_sign_in_rejects_bad_input_before_it_hashes(lasting_chat: ServedChat) -> None:
    for body, code in (
        ({"email": "a@example.com", "password": "x" * 900_000}, "too_long"),
        ({"email": "a\x00@example.com", "password": "x" * 12}, "bad_unicode"),
        ({"email": "a@example.com", "password": "x\x00"}, "bad_unicode"),
        ({"email": "' or 1=1 --"}, "missing_field"),
        ({"email": ["a"], "password": "x"}, "bad_type"),
    ):
        assert refusal(await lasting_chat.anybody.post("/sign-in", body)) == (400, code)
    wrong = await lasting_chat.anybody.post("/sign-in", {"email": "' or 1=1 --", "password": "' or 1=1 --"})
    assert refusal(wrong) == (401, "wrong_credentials")


async def test_an_invalid_identity_is_rejected(lasting_chat: ServedChat) -> None:
    for identity, status in (("x", 401), ("a.b.c", 401), ("", 401), (7, 400), ({"sub": "x"}, 400)):
        answer = await lasting_chat.anybody.post("/conversations", {"identity": identity})
        assert refusal(answer)[0] == status, identity

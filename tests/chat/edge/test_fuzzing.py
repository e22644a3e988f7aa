"""Random calls made from the OpenAPI document, and random frames on both sockets: no fault, and no neighbour notices.

The examples are the same in every run, so that a failure is a change's own. `EXAMPLES` can be raised to look further.
"""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx
import hypothesis.strategies as st
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from pydantic import TypeAdapter
from websockets.exceptions import ConnectionClosed

from chat.contract.generate import openapi_document
from chat.sockets.responses import FromAgent, FromCustomer
from tests.chat.edge.json_schemas import anything, texts, values_of
from tests.fixtures.callers import API, PATIENCE_SECONDS, Caller, Customer, Socket, Staff
from tests.fixtures.chat_process import ServedChat

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXAMPLES = 25
CALLS_AN_EXAMPLE = 4
FRAMES_AN_EXAMPLE = 8
SAME_EVERY_TIME = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
LEFT_ALONE = ("/sign-in", "/password", "/accept", "/second-factor", "/article-imports", "/connectors", "/administrator")
"""Calls that hash passwords, ask other hosts, or take the caller's own rights away."""

NOT_OUR_FAULT = {"bot_unavailable", "busy"}
FAULTS = {1006, 1011}
"""How a socket ends whose handler has raised."""

DOCUMENT: dict[str, Any] = openapi_document()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
OPERATIONS = [
    (method, path.removeprefix(API), operation)
    for path, operations in sorted(DOCUMENT["paths"].items())
    for method, operation in sorted(operations.items())
    if path.startswith(API) and not any(part in path for part in LEFT_ALONE)
]


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, str, dict[str, str], Any]:
    """Method, path with `CONVERSATION` in it, query and body of one call."""
    method, path, operation = draw(st.sampled_from(OPERATIONS))
    query: dict[str, str] = {}
    for parameter in operation.get("parameters", ()):
        value = str(draw(values_of(parameter.get("schema", {}), SCHEMAS)))
        if parameter["in"] == "query" and draw(st.booleans()):
            query[parameter["name"]] = value
        elif parameter["in"] == "path" and parameter["name"] != "conversation_id":
            path = path.replace(f"{{{parameter['name']}}}", in_address(value) or "1")
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return method.upper(), path, query, None if schema is None else draw(values_of(schema, SCHEMAS))


def in_address(value: str) -> str:
    return quote(value.encode(errors="replace")[:200], safe="")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def three(lasting_chat: ServedChat) -> AsyncIterator[tuple[Customer, Staff, Customer]]:
    """A customer and an administrator who call, and a bystander."""
    http = httpx.AsyncClient(base_url=lasting_chat.url, timeout=PATIENCE_SECONDS, trust_env=False, verify=False)
    admin = await lasting_chat.person("admin", "agent", "editor")
    yield await Customer.arrive(http), Staff(http, admin.id, admin.name, str(admin.token)), await Customer.arrive(http)
    await http.aclose()


@SAME_EVERY_TIME
@given(made=st.lists(calls(), min_size=1, max_size=CALLS_AN_EXAMPLE))
async def test_no_call_made_from_the_document_causes_a_fault(
    three: tuple[Customer, Staff, Customer], made: list[tuple[str, str, dict[str, str], Any]]
) -> None:
    customer, admin, bystander = three
    for method, path, query, body in made:
        of_customer = method != "GET" and "{conversation_id}" in path
        caller: Caller = customer if of_customer else admin
        answer = await called(caller, method, path.replace("{conversation_id}", customer.id), query, body)
        assert answer.status_code < 500 or answer.json()["error"]["code"] in NOT_OUR_FAULT, (method, path, query, body)
    assert (await bystander.say("still served?")).status_code == 201


async def called(caller: Caller, method: str, path: str, query: Mapping[str, str], body: Any) -> Any:
    address = "&".join(f"{name}={in_address(value)}" for name, value in query.items())
    headers = {"Content-Type": "application/json"} if body is not None else {}
    content = None if body is None else json.dumps(body).encode()
    return await caller.call(method, f"{path}?{address}" if address else path, headers=headers, content=content)


def frames_of(model: Any) -> st.SearchStrategy[str | bytes]:
    """What a client may send, what it may not, and what is no JSON at all."""
    schema = TypeAdapter(model).json_schema()
    right = values_of(schema, schema.get("$defs", {})).map(json.dumps)
    return st.one_of(right, right, right, anything.map(json.dumps), texts.map(as_sent), st.binary(max_size=50))


def as_sent(text: str) -> str:
    return text.encode(errors="replace").decode()


@SAME_EVERY_TIME
@given(sent=st.lists(frames_of(FromCustomer), min_size=1, max_size=FRAMES_AN_EXAMPLE))
async def test_no_frame_of_a_customer_ends_in_a_fault_or_reaches_a_neighbour(
    lasting_chat: ServedChat, sent: list[str | bytes]
) -> None:
    await check_frames(lasting_chat, (await lasting_chat.customer()).listen(), sent)


@SAME_EVERY_TIME
@given(sent=st.lists(frames_of(FromAgent), min_size=1, max_size=FRAMES_AN_EXAMPLE))
async def test_no_frame_of_an_agent_ends_in_a_fault_or_reaches_a_neighbour(
    lasting_chat: ServedChat, sent: list[str | bytes]
) -> None:
    await check_frames(lasting_chat, (await lasting_chat.person()).listen(), sent)


async def check_frames(chat: ServedChat, socket: Socket, sent: list[str | bytes]) -> None:
    bystander: Customer = await chat.customer()
    async with bystander.listen() as quiet:
        async with socket:
            try:
                for frame in sent:
                    await socket.connection.send(frame)
                await socket.heard()
            except ConnectionClosed:
                pass  # three bad frames end a socket; the code says whether that was the reason
            assert socket.connection.close_code not in FAULTS, sent
        await quiet.say("one", "still served?")
        await quiet.until("message.accepted")

"""Translation for agents: off until an operator names a service, beside the original, and to no address by accident."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from chat.assembly.settings import ChatSettings
from tests.fixtures.callers import Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import Neighbours, repeats

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

KEY = "the key of the service"
HELLO = "Wo ist mein Fahrrad?"


class Service:
    """Stands for the third party: translates by shouting, and keeps what it was sent."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any], str]] = []
        self.answer: Callable[[], Awaitable[web.StreamResponse]] | None = None
        self.port = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def libre(self, request: web.Request) -> web.StreamResponse:
        body = await self._note(request)
        if self.answer is not None:
            return await self.answer()
        texts = [f"{text.upper()} [{body['target']}]" for text in body["q"]]
        detected = [{"language": "de", "confidence": 90.0}] * len(texts)
        return web.json_response({"translatedText": texts, "detectedLanguage": detected})

    async def completions(self, request: web.Request) -> web.StreamResponse:
        body = await self._note(request)
        text = body["messages"][-1]["content"].upper()
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": text}}]})

    async def _note(self, request: web.Request) -> dict[str, Any]:
        body: dict[str, Any] = await request.json()
        self.calls.append((str(request.rel_url), body, request.headers.get("Authorization", "")))
        return body


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    made = Service()
    app = web.Application()
    app.router.add_post("/translate", made.libre)
    app.router.add_post("/v1/chat/completions", made.completions)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.port = runner.addresses[0][1]
    yield made
    await runner.cleanup()


@pytest.fixture(autouse=True)
def bot(neighbours: Neighbours) -> None:
    neighbours.bot = repeats


def libre(service: Service, **more: Any) -> dict[str, Any]:
    address = f"http://{service.host}"
    return {
        "translation_kind": "libretranslate",
        "translation_url": address,
        "translation_key": KEY,
        "translation_hosts": service.host,
        **more,
    }


async def conversation(chat: ServedChat, *said: str) -> tuple[Staff, Customer]:
    agent = await chat.person()
    customer = await chat.queued(*said)
    await agent.accept(customer.id)
    return agent, customer


async def test_without_a_service_nothing_is_translated(serve_chat: ServeChat) -> None:
    chat = await serve_chat()
    agent, customer = await conversation(chat, HELLO)
    assert ok(await agent.get("/translation")) == {"enabled": False}
    refused = await agent.post(f"{customer.path}/translations", {"seqs": [1], "language": "en"})
    assert refusal(refused) == (409, "translation_off")


async def test_messages_are_translated_beside_the_original_and_nothing_is_kept(
    serve_chat: ServeChat, service: Service
) -> None:
    chat = await serve_chat(**libre(service))
    agent, customer = await conversation(chat, HELLO)
    await agent.reply(customer.id, "Er ruft nie an.", visibility="internal")
    before = await agent.messages(customer.id)
    everything = [message["seq"] for message in before]
    assert ok(await agent.get("/translation")) == {"enabled": True}
    answer = ok(await agent.post(f"{customer.path}/translations", {"seqs": everything, "language": "en"}))
    first = answer["translations"][0]
    assert (answer["language"], first["seq"], first["text"], first["source"]) == (
        "en",
        1,
        f"{HELLO.upper()} [en]",
        "de",
    )
    (path, body, _) = service.calls[0]
    assert (path, body["api_key"], body["source"]) == ("/translate", KEY, "auto"), "the key is in no address"
    assert not any("Er ruft" in text for text in body["q"]), "a note of colleagues leaves the installation never"
    assert await agent.messages(customer.id) == before
    reply = {"text": "It is ready.", "language": "de"}
    assert ok(await agent.post(f"{customer.path}/translations", reply))["translations"] == [
        {"seq": None, "text": "IT IS READY. [de]", "source": "de"}
    ]
    assert await agent.messages(customer.id) == before, "a reply is sent by the agent, not by its translation"


async def test_an_openai_compatible_endpoint_is_asked_text_by_text(serve_chat: ServeChat, service: Service) -> None:
    chat = await serve_chat(
        translation_kind="openai",
        translation_url=f"http://{service.host}/v1",
        translation_model="some-model",
        translation_key=KEY,
        translation_hosts=service.host,
    )
    agent, customer = await conversation(chat, HELLO)
    answer = ok(await agent.post(f"{customer.path}/translations", {"seqs": [1], "language": "en"}))
    assert answer["translations"][0]["text"] == HELLO.upper()
    ((path, body, authorization),) = service.calls
    assert (path, body["model"], authorization) == ("/v1/chat/completions", "some-model", f"Bearer {KEY}")
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


async def test_only_who_may_read_the_conversation_has_it_translated(serve_chat: ServeChat, service: Service) -> None:
    chat = await serve_chat(**libre(service))
    supervisor = await chat.person("supervisor")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    agent, customer = await conversation(chat, HELLO)
    stranger = await chat.person(departments=(workshop,))
    ask = {"seqs": [1], "language": "en"}
    assert refusal(await stranger.post("/conversations/nothing/translations", ask)) == (404, "not_found")
    assert refusal(await customer.post(f"{customer.path}/translations", ask)) == (403, "not_allowed")
    for wrong in ({"seqs": [1]}, {"seqs": [1], "language": "../x"}, {"seqs": ["1"], "language": "en"}):
        assert refusal(await agent.post(f"{customer.path}/translations", wrong))[0] == 400
    assert service.calls == []


@pytest.mark.parametrize(
    ("changes", "called"),
    [
        ({"translation_hosts": ""}, False),  # a private address that is not listed, and without TLS
        ({"translation_hosts": "", "translation_url": "https://127.0.0.1:{port}"}, False),
        ({"translation_hosts": "", "translation_url": "https://2130706433:{port}"}, False),
    ],
)
async def test_a_private_address_is_called_only_if_it_is_listed(
    serve_chat: ServeChat, service: Service, changes: dict[str, str], called: bool
) -> None:
    changed = {name: value.format(port=service.port) for name, value in changes.items()}
    chat = await serve_chat(**libre(service, **changed))
    agent, customer = await conversation(chat, HELLO)
    refused = await agent.post(f"{customer.path}/translations", {"seqs": [1], "language": "en"})
    assert refusal(refused) == (503, "translation_unavailable")
    assert bool(service.calls) == called


async def hangs() -> web.StreamResponse:
    await asyncio.sleep(30)
    return web.Response()


async def moves() -> web.StreamResponse:
    raise web.HTTPFound("http://127.0.0.1:1/elsewhere")


async def mumbles() -> web.StreamResponse:
    return web.Response(text="<html>busy</html>", content_type="text/html")


async def is_short() -> web.StreamResponse:
    return web.json_response({"translatedText": []})


async def is_huge() -> web.StreamResponse:
    return web.json_response({"translatedText": ["x" * 2_000_000]})


async def fails() -> web.StreamResponse:
    return web.json_response({"error": "no"}, status=500)


@pytest.mark.parametrize("answer", [hangs, moves, mumbles, is_short, is_huge, fails])
async def test_a_service_that_fails_costs_its_time_out_and_a_sentence(
    serve_chat: ServeChat, service: Service, answer: Callable[[], Awaitable[web.StreamResponse]]
) -> None:
    chat = await serve_chat(**libre(service, translation_timeout_seconds=1.0))
    service.answer = answer
    agent, customer = await conversation(chat, HELLO)
    refused = await agent.post(f"{customer.path}/translations", {"seqs": [1], "language": "en"})
    assert refusal(refused) == (503, "translation_unavailable")
    assert KEY not in json.dumps(refused.json())


@pytest.mark.parametrize(
    "wrong",
    [
        {"translation_kind": "libretranslate"},
        {"translation_kind": "openai", "translation_url": "https://translate.example/v1"},
        {"translation_kind": "babel"},
    ],
)
def test_settings_that_say_too_little_are_refused(chat_settings: dict[str, Any], wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"(?i)translation_"):
        ChatSettings(**{**chat_settings, "port": 1, **wrong})


def test_the_key_can_be_in_a_file(
    chat_settings: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text(KEY, encoding="utf-8")
    monkeypatch.setenv("BATON_TRANSLATION_KEY_FILE", str(tmp_path / "key"))
    key = ChatSettings(**{**chat_settings, "port": 1}).translation_key
    assert key is not None
    assert key.get_secret_value() == KEY
    assert KEY not in repr(key)

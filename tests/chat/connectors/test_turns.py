"""Connectors in a turn: told to the dialogue, recorded without values, and no burden on other conversations."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import yaml

from kit.audit.repository import read_all
from tests.fixtures.callers import Customer
from tests.fixtures.chat_process import ServeChat
from tests.fixtures.company_server import CompanyServer
from tests.fixtures.neighbours import Neighbours

OUTAGE: dict[str, Any] = {
    "title": "Outages",
    "asks": ["postcode"],
    "fields": {"until": "details.0.until"},
    "outcomes": {"found": {"text": {"en": "Until {until}."}}, "not_found": {"text": {"en": "Unknown."}}},
}
READING: dict[str, Any] = {
    "title": "Meter readings",
    "asks": ["reading"],
    "confirm": {"en": "Shall I?"},
    "fields": {"receipt": "receipt"},
    "outcomes": {"found": {"text": {"en": "Noted as {receipt}."}}},
}


def put_pack(data: Path, **connectors: Any) -> None:
    """A pack that is on, as the launcher tells `chat`."""
    folder = data / "packs" / "broadband"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yml").write_text("id: broadband\ntitle: Broadband\n", encoding="utf-8")
    described = yaml.safe_dump({"connectors": connectors}, sort_keys=False)
    (folder / "connectors.yml").write_text(described, encoding="utf-8")
    served = {"packs": [{"folder": str(folder), "on": True, "added": True}]}
    (data / "packs" / "served.json").write_text(json.dumps(served), encoding="utf-8")


def looks_up(effect: dict[str, Any]) -> Any:
    """A bot that answers "look up" with the effect, says what it is told, and repeats everything else."""

    async def bot(call: dict[str, Any]) -> dict[str, Any]:
        told = call.get("event")
        step: dict[str, Any] = {"text": f"{call['text']}!"} if told is None else {"text": json.dumps(told)}
        steps = [effect if call.get("text") == "look up" else step]
        return {"steps": steps, "intents": [], "in_scope": 1.0, "state": {}, "form": None}

    return bot


async def reply(customer: Customer, text: str) -> str:
    """What the bot says to it."""
    async with customer.listen() as socket:
        assert (await customer.say(text)).status_code == 201
        frame = await socket.until("message.created", lambda one: one["message"]["author"]["kind"] == "bot")
    return str(frame["message"]["text"])


CALL = {"effect": "call", "connector": "outage", "values": {"postcode": "10115"}}


async def test_the_outcome_goes_to_the_dialogue_and_a_line_without_values_into_the_audit_log(
    serve_chat: ServeChat, neighbours: Neighbours, company_server: CompanyServer, tmp_path: Path
) -> None:
    request = {"url": company_server.url + "/outages/{postcode}"}
    put_pack(tmp_path, outage={**OUTAGE, "request": request})
    neighbours.bot = looks_up(CALL)
    chat = await serve_chat(connector_hosts=company_server.host)
    customer = await chat.customer()
    assert json.loads(await reply(customer, "look up")) == {"name": "outage_found", "entities": {"until": "18:30"}}
    [entry] = [each for each in chat.database.read_now(read_all_entries) if each.action == "connector.called"]
    assert (entry.actor_kind, entry.subject) == ("bot", "outage")
    assert set(entry.details) == {"outcome", "milliseconds", "status"}
    assert "10115" not in repr(entry)


def read_all_entries(connection: Any) -> list[Any]:
    return list(read_all(connection))


async def test_nothing_is_changed_without_a_yes_and_only_once_with_one(
    serve_chat: ServeChat, neighbours: Neighbours, company_server: CompanyServer, tmp_path: Path
) -> None:
    request = {
        "method": "POST",
        "url": company_server.url + "/readings",
        "body": {"reading": "{reading:number}"},
        "idempotency_key": "Idempotency-Key",
    }
    put_pack(tmp_path, meter={**READING, "request": request})
    chat = await serve_chat(connector_hosts=company_server.host)
    effects = chat.container.dialogue._effects
    step = {"effect": "call", "connector": "meter", "values": {"reading": "4711"}}
    refused = await effects.perform(step, "conversation:1:0.0")
    assert refused.event["name"] == "meter_failed"
    assert company_server.calls == []
    for _ in range(2):
        done = await effects.perform({**step, "confirmed": "yes"}, "conversation:2:0.0")
        assert done.event == {"name": "meter_found", "entities": {"receipt": "ZS-001"}}
    assert list(company_server.readings.values()) == [4711]


async def test_a_pack_that_is_switched_on_later_is_heard_of(
    serve_chat: ServeChat, neighbours: Neighbours, company_server: CompanyServer, tmp_path: Path
) -> None:
    neighbours.bot = looks_up(CALL)
    chat = await serve_chat(connector_hosts=company_server.host)
    assert "outage_failed" in await reply(await chat.customer(), "look up")
    put_pack(tmp_path, outage={**OUTAGE, "request": {"url": company_server.url + "/outages/{postcode}"}})
    assert "outage_found" in await reply(await chat.customer(), "look up")


async def test_a_server_that_hangs_does_not_slow_other_conversations(
    serve_chat: ServeChat, neighbours: Neighbours, company_server: CompanyServer, tmp_path: Path
) -> None:
    request = {"url": company_server.url + "/hang", "timeout_seconds": 6}
    put_pack(tmp_path, outage={**OUTAGE, "request": request})
    neighbours.bot = looks_up(CALL)
    chat = await serve_chat(connector_hosts=company_server.host, turns_at_once=8, connector_calls_at_once=4)
    waiting = [await chat.customer() for _ in range(16)]
    await asyncio.gather(*(customer.say("look up") for customer in waiting))
    other = await chat.customer()
    began = time.monotonic()
    assert await reply(other, "hello") == "hello!"
    assert time.monotonic() - began < 3, "it did not wait for the server"
    assert len(company_server.calls) == 2, "half of the places are for one connector"
    company_server.released.set()

"""The calls about packs: which there are, switching them through the launcher, and trying their connectors."""

import json
from pathlib import Path
from typing import Any

import pytest

from kit.audit.repository import read_all
from tests.bot.packs.pack import documented_pack
from tests.bot.training import SHOP
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.company_server import CompanyServer

TRY = "/packs/broadband/connectors/{}/try"


@pytest.fixture
async def chat(serve_chat: ServeChat, company_server: CompanyServer, tmp_path: Path) -> ServedChat:
    """With the packs of an `up`: the shop on, the documented one off."""
    (tmp_path / "packs").mkdir()
    broadband = documented_pack(tmp_path / "packs", "broadband", company_server.url)
    listed = [
        {"folder": str(SHOP), "on": True, "added": False},
        {"folder": str(broadband), "on": False, "added": True},
    ]
    (tmp_path / "packs" / "served.json").write_text(json.dumps({"packs": listed}), encoding="utf-8")
    return await serve_chat(connector_hosts=company_server.host, connector_secrets={"broadband_token": "t0ken"})


@pytest.fixture
async def admin(chat: ServedChat) -> Staff:
    return await chat.person("admin")


async def test_packs_are_listed_with_their_connectors_and_without_secrets(chat: ServedChat, admin: Staff) -> None:
    answer = await admin.get("/packs")
    shop, broadband = ok(answer)["packs"]
    assert (shop["id"], shop["on"], shop["added"]) == ("shop", True, False)
    assert [one["inside"] for one in shop["connectors"]] == ["order_book"] * 3
    outage, meter = broadband["connectors"]
    assert (broadband["on"], broadband["languages"]) == (False, ["en", "de"])
    assert outage["secrets"] == [{"name": "broadband_token", "found": True}]
    assert (outage["changes"], meter["changes"], meter["method"]) == (False, True, "POST")
    assert "t0ken" not in answer.text
    for role in ("agent", "editor", "supervisor"):
        assert refusal(await (await chat.person(role)).get("/packs")) == (403, "not_allowed")


async def test_a_connector_is_tried_also_before_its_pack_is_on(
    chat: ServedChat, admin: Staff, company_server: CompanyServer
) -> None:
    company_server.secret = "t0ken"
    asked = {"values": {"postcode": "10115"}, "language": "de"}
    tried = ok(await admin.post(TRY.format("outage"), asked))
    assert (tried["outcome"], tried["status"], tried["fields"]["until"]) == ("explained", 200, "18:30")
    assert tried["reply"].startswith("Ja, in 10115 gibt es eine Störung (Baggerarbeiten).")
    company_server.secret = "another"
    assert ok(await admin.post(TRY.format("outage"), asked))["reason"] == "status"
    entries = [one for one in chat.database.read_now(_entries) if one.action == "connector.called"]
    assert [(one.actor_kind, one.subject, one.details["outcome"]) for one in entries] == [
        ("person", "outage", "explained"),
        ("person", "outage", "failed"),
    ]


async def test_what_changes_something_is_only_tried_with_a_yes(admin: Staff, company_server: CompanyServer) -> None:
    asked = {"values": {"reading": "4711"}}
    assert refusal(await admin.post(TRY.format("meter"), asked)) == (400, "not_confirmed")
    assert company_server.calls == []
    tried = ok(await admin.post(TRY.format("meter"), {**asked, "confirmed": True}))
    assert (tried["outcome"], tried["reply"]) == ("found", "Thank you, I have passed on 4711. Your receipt is ZS-001.")


async def test_orders_are_answered_inside(admin: Staff) -> None:
    asked = {"values": {"order_number": "WW-1", "email": "a@example.com"}}
    tried = ok(await admin.post("/packs/shop/connectors/look_up/try", asked))
    assert (tried["event"], tried["status"], tried["reply"]) == ("order_not_found", None, None)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/packs/none/connectors/outage/try", {}, (404, "not_found")),
        ("/packs/broadband/connectors/none/try", {}, (404, "not_found")),
        (TRY.format("outage"), {"values": {"postcode": "x" * 501}}, (400, "too_long")),
        (TRY.format("outage"), {"values": {"postcode": 7}}, (400, "bad_type")),
    ],
)
async def test_a_wrong_call_is_refused(admin: Staff, path: str, body: Any, expected: tuple[int, str]) -> None:
    assert refusal(await admin.post(path, body)) == expected


async def test_switching_leaves_the_wish_to_the_launcher_and_shows_how_far_it_is(admin: Staff, tmp_path: Path) -> None:
    asked = ok(await admin.put("/packs/broadband", {"on": True}))
    assert asked["change"]["state"] == "asked"
    wanted = tmp_path / "packs" / "wanted.json"
    assert json.loads(wanted.read_text(encoding="utf-8")) == {"pack": "broadband", "on": True}
    assert refusal(await admin.put("/packs/shop", {"on": False})) == (409, "change_under_way")
    wanted.unlink()
    change = {"pack": "broadband", "on": True, "state": "training", "share": 0.5, "problem": None}
    (tmp_path / "packs" / "change.json").write_text(json.dumps(change), encoding="utf-8")
    assert ok(await admin.get("/packs"))["change"] == change
    assert refusal(await admin.put("/packs/none", {"on": True})) == (404, "not_found")


async def test_the_packs_of_single_processes_are_their_operators(serve_chat: ServeChat) -> None:
    chat = await serve_chat(pack_folders=str(SHOP))
    admin = await chat.person("admin")
    assert ok(await admin.get("/packs"))["switchable"] is False
    assert refusal(await admin.put("/packs/shop", {"on": False})) == (409, "packs_fixed")


def _entries(connection: Any) -> list[Any]:
    return list(read_all(connection))

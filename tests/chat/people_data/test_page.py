"""Administrators find, export and erase one customer's data over HTTP, and each of it is in the audit log."""

import json
from typing import Any

import pytest
from sqlalchemy import Connection, update

from chat.people_data import endpoints, kept
from conversations.models import conversations
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat

MAIL = "mara@example.com"


async def left_contact(chat: ServedChat, text: str, email: str = MAIL) -> str:
    """A conversation whose customer wrote this and left an address."""
    customer = await chat.customer()
    ok(await customer.post(f"{customer.path}/messages", {"client_message_id": "1", "text": text}))
    ok(await customer.post(f"{customer.path}/contact", {"email": email, "note": "call me"}))
    return customer.id


async def test_a_customer_is_found_exported_and_erased_and_nobody_else(chat: ServedChat) -> None:
    admin = await chat.person("admin", name="Ada")
    hers = [await left_contact(chat, "my secret"), await left_contact(chat, "another secret")]
    other = await left_contact(chat, "not hers", "noor@example.com")
    found = ok(await admin.post("/people-data/search", {"person": " Mara@Example.com "}))
    assert {each["conversation_id"]: each["by"] for each in found["conversations"]} == dict.fromkeys(
        hers, "contact that was left"
    )
    assert found["rows"]["contacts"] == 2
    assert "secret" not in json.dumps(found)
    assert found["backups_until"] is None

    answer = await admin.post("/people-data/export", {"person": MAIL})
    assert "attachment" in answer.headers["content-disposition"]
    file = ok(answer)
    said = {row["text"] for row in file["tables"]["messages"] if row["author_kind"] == "customer"}
    assert said == {"my secret", "another secret"}
    assert "token_hash" not in json.dumps(file)

    wrong = await admin.post("/people-data/erase", {"person": MAIL, "confirmation": "mara"})
    assert refusal(wrong) == (400, "not_confirmed")
    proof = ok(await admin.post("/people-data/erase", {"person": MAIL, "confirmation": MAIL}))
    assert proof["rows"]["conversations"] == 2
    assert refusal(await admin.post("/people-data/search", {"person": MAIL})) == (404, "not_found")
    transcript = ok(await admin.get(f"/conversations/{hers[0]}/messages"))["messages"]
    assert {each["text"] for each in transcript if each["author"]["kind"] == "customer"} == {"[erased]"}
    kept_words = ok(await admin.get(f"/conversations/{other}/messages"))["messages"]
    assert "not hers" in [each["text"] for each in kept_words]
    again = ok(await admin.post("/people-data/erase", {"person": MAIL, "confirmation": MAIL}))
    assert (again["id"], again["rows"]) == (None, {})

    entries = ok(await admin.get("/audit"))["entries"]
    named = {each["action"]: each for each in entries if each["action"].startswith("customer.")}
    assert set(named) == {"customer.searched", "customer.exported", "customer.erased"}
    assert {each["actor"]["name"] for each in named.values()} == {"Ada"}
    assert named["customer.erased"]["subject"] == proof["id"]
    assert MAIL not in json.dumps(entries)


async def test_only_administrators_may(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    for name, body in (("search", {}), ("export", {}), ("erase", {"confirmation": "x"})):
        sent: dict[str, Any] = {"person": "x", **body}
        assert refusal(await supervisor.post(f"/people-data/{name}", sent)) == (403, "not_allowed")
        assert refusal(await chat.anybody.post(f"/people-data/{name}", sent)) == (401, "not_signed_in")
    for call in (supervisor.get("/retention"), supervisor.put("/retention", {"rules": []})):
        assert refusal(await call) == (403, "not_allowed")


async def all_pages(admin: Staff, name: str) -> list[dict[str, Any]]:
    pages = [ok(await admin.post(f"/people-data/{name}", {"person": MAIL}))]
    while cursor := pages[-1]["next"]:
        pages.append(ok(await admin.post(f"/people-data/{name}", {"person": MAIL, "cursor": cursor})))
    return pages


async def test_what_is_too_much_for_one_call_is_read_page_by_page(
    chat: ServedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await chat.person("admin")
    hers = {await left_contact(chat, f"word {number}") for number in range(5)}
    whole = await all_pages(admin, "search")
    monkeypatch.setattr(kept, "MOST_CONVERSATIONS", 2)
    pages = await all_pages(admin, "search")
    assert [len(page["conversations"]) for page in pages] == [2, 2, 1]
    assert {page["total"] for page in pages} == {5}
    assert {each["conversation_id"] for page in pages for each in page["conversations"]} == hers
    for table, count in whole[0]["rows"].items():
        assert sum(page["rows"].get(table, 0) for page in pages) == count, table
    files = await all_pages(admin, "export")
    said = [row["text"] for file in files for row in file["tables"]["messages"] if row["author_kind"] == "customer"]
    assert sorted(said) == [f"word {number}" for number in range(5)]
    past = {"person": MAIL, "cursor": max(hers)}
    assert ok(await admin.post("/people-data/search", past))["conversations"] == []


async def test_a_long_erasure_goes_on_with_the_next_call(chat: ServedChat, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = await chat.person("admin")
    for number in range(3):
        await left_contact(chat, f"word {number}")
    monkeypatch.setattr(endpoints, "LONGEST_ERASURE", 0.0)
    sent = {"person": MAIL, "confirmation": MAIL}
    proofs = [ok(await admin.post("/people-data/erase", sent)) for _ in range(3)]
    assert [proof["left"] for proof in proofs] == [2, 1, 0]
    assert [proof["rows"]["contacts"] for proof in proofs] == [1, 1, 1]
    assert len({proof["id"] for proof in proofs}) == 3
    assert refusal(await admin.post("/people-data/search", {"person": MAIL})) == (404, "not_found")


async def test_the_conversation_through_which_others_are_found_is_erased_last(
    chat: ServedChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only one of a customer's conversations has their address: without it, nothing would lead to the others."""
    admin = await chat.person("admin")
    ids = [(await chat.customer()).id for _ in range(4)]
    for number, each in enumerate(sorted(ids)):
        signed = {"id": "u-1", "name": "Mara", **({"email": MAIL} if number == 0 else {})}
        await chat.database.write(_sign, each, signed)
    monkeypatch.setattr(endpoints, "LONGEST_ERASURE", 0.0)
    sent = {"person": MAIL, "confirmation": MAIL}
    left = [ok(await admin.post("/people-data/erase", sent))["left"] for _ in ids]
    assert left == [3, 2, 1, 0]


def _sign(connection: Connection, conversation_id: str, identity: dict[str, Any]) -> None:
    mine = conversations.c.id == conversation_id
    connection.execute(update(conversations).where(mine).values(identity_id=identity["id"], identity=identity))


async def test_the_proof_says_until_when_backups_hold_the_data(serve_chat: ServeChat) -> None:
    chat = await serve_chat(backup_keep_days=30)
    admin = await chat.person("admin")
    await left_contact(chat, "mine")
    found = ok(await admin.post("/people-data/search", {"person": MAIL}))
    proof = ok(await admin.post("/people-data/erase", {"person": MAIL, "confirmation": MAIL}))
    for each in (found, proof):
        assert each["backups_until"][:10] in each["backups"]
        assert "30 days" in each["backups"]

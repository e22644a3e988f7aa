"""Customer records: who owns one, who may change it, concurrent changes, and a CRM that is down."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from sqlalchemy import Connection, update

from chat.assembly.settings import ChatSettings
from chat.orders.order_book import Order, Return
from conversations.customer_records.records import CustomerNote, CustomerRecord, Subject
from conversations.models import conversations
from kit.auth import Principal
from kit.database import Database
from tests.fixtures.callers import Customer, Frame, Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat, free_port, serve

SECRET = "a secret of the shop, long enough to be one, also where another algorithm asks for more"


def signed(identity_id: str, **claims: str) -> str:
    body = {"sub": identity_id, "aud": "baton", "exp": datetime.now(UTC) + timedelta(minutes=30), **claims}
    return jwt.encode(body, SECRET, algorithm="HS256", headers={"kid": "shop"})


def keys_in(folder: Path) -> Path:
    keys = folder / "keys.json"
    keys.write_text(json.dumps({"shop": {"algorithm": "HS256", "key": SECRET}}), encoding="utf-8")
    return keys


@pytest.fixture
async def shop(serve_chat: ServeChat, tmp_path: Path) -> ServedChat:
    """A `chat` that trusts a host site's key."""
    return await serve_chat(identity_keys_file=keys_in(tmp_path))


async def record_of(agent: Staff, customer: Customer) -> Frame:
    record: Frame = ok(await agent.get(f"{customer.path}/customer"))["record"]
    return record


def values_of(record: Frame) -> dict[str, str]:
    return {field["id"]: field["value"] for field in record["fields"] if field["value"] is not None}


async def put(agent: Staff, customer: Customer, known: str = "0", **values: Any) -> Frame:
    return ok(await agent.call("PATCH", f"{customer.path}/customer", {"version": known, "values": values}))


async def test_an_agents_note_is_stored_and_others_see_it_at_once(chat: ServedChat) -> None:
    agent, colleague = await chat.person(name="Ines"), await chat.person()
    customer = await chat.assigned(agent)
    empty = await record_of(agent, customer)
    assert [field["id"] for field in empty["fields"]] == ["name", "email", "phone", "company", "language"]
    assert (empty["version"], empty["changed_by"], values_of(empty)) == ("0", None, {})
    async with colleague.listen() as socket:
        await socket.until("snapshot")
        changed = await put(agent, customer, name="  Mara   Okafor ", email="Mara@Example.com", phone="+32 9 123 45 67")
        frame = await socket.until("customer.changed")
        assert frame == {"type": "customer.changed", "conversation_id": customer.id}
        assert changed == await record_of(colleague, customer)
        note = ok(await agent.post(f"{customer.path}/customer/notes", {"text": "Prefers\nmornings \x00"}))
        await socket.until("customer.changed")
    assert values_of(changed) == {"name": "Mara Okafor", "email": "mara@example.com", "phone": "+32 9 123 45 67"}
    assert (changed["version"], changed["changed_by"]) == ("1", "Ines")
    record = await record_of(colleague, customer)
    assert record["notes"] == [note]
    assert (note["text"], note["author"], note["edited_at"]) == (
        "Prefers\nmornings",
        {"id": agent.id, "name": "Ines"},
        None,
    )
    assert record["version"] == "1", "a note does not change the fields"
    fewer = await put(colleague, customer, "1", phone=None, email="")
    assert values_of(fewer) == {"name": "Mara Okafor"}


async def test_a_change_based_on_an_old_version_is_rejected_and_shows_the_new_values(chat: ServedChat) -> None:
    agent, colleague = await chat.person(name="Ines"), await chat.person()
    customer = await chat.assigned(agent)
    await put(agent, customer, company="Wren")
    stale = await colleague.call("PATCH", f"{customer.path}/customer", {"version": "0", "values": {"company": "Heron"}})
    assert refusal(stale) == (409, "edited_meanwhile")
    newer = stale.json()["error"]["record"]
    assert (values_of(newer), newer["version"], newer["changed_by"]) == ({"company": "Wren"}, "1", "Ines")
    assert (await put(colleague, customer, "1", company="Wren"))["version"] == "1", "unchanged values"
    assert values_of(await put(colleague, customer, "1", company="Heron")) == {"company": "Heron"}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": 5}, "bad_type"),
        ({"name": "x" * 201}, "too_long"),
        ({"name": "a\x00b"}, "bad_unicode"),
        ({"name": "a\u202eb"}, "bad_unicode"),
        ({"name": "a\u2066b"}, "bad_unicode"),
        ({"name": "half \ud800"}, "bad_unicode"),
        ({"name": "\u200b\u200f"}, "empty_text"),
        ({"email": "nobody"}, "bad_type"),
        ({"phone": "call me"}, "bad_type"),
        ({"phone": "---"}, "bad_type"),
        ({"language": "Dutch please"}, "bad_type"),
        ({"shoe_size": "44"}, "unknown_field"),
        ({"half \ud800": "44"}, "unknown_field"),
        ({}, "missing_field"),
    ],
)
async def test_an_invalid_value_is_rejected_and_changes_nothing(
    chat: ServedChat, values: dict[str, Any], code: str
) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    content = json.dumps({"version": "0", "values": {"company": "Wren", **values} if values else {}}).encode()
    answer = await agent.http.patch(
        f"/api/v1{customer.path}/customer",
        content=content,
        headers={**agent.headers, "Content-Type": "application/json"},
    )
    assert refusal(answer) == (400, code)
    assert values_of(await record_of(agent, customer)) == {}


async def test_an_agent_without_access_to_the_conversation_sees_and_changes_nothing(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    clerk = await chat.person(departments=(orders,))
    fitter, customer = await chat.person(departments=(workshop,)), await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    await fitter.accept(customer.id)
    note = ok(await fitter.post(f"{customer.path}/customer/notes", {"text": "from the fitter"}))
    path, change = f"{customer.path}/customer", {"version": "0", "values": {"name": "x"}}
    async with clerk.listen() as socket:
        await socket.until("snapshot")
        for call in (
            clerk.call("PATCH", path, change),
            clerk.post(f"{path}/notes", {"text": "mine"}),
            clerk.call("PATCH", f"{path}/notes/{note['id']}", {"text": "mine"}),
            clerk.delete(f"{path}/notes/{note['id']}"),
        ):
            assert refusal(await call) == (404, "not_found")
        await put(fitter, customer, company="Wren")
        own = await chat.assigned(clerk)
        ok(await clerk.post(f"{own.path}/customer/notes", {"text": "of another"}))
        assert (await socket.until("customer.changed"))["conversation_id"] == own.id, "not the other customer's"
        elsewhere = f"{own.path}/customer/notes/{note['id']}"
        assert refusal(await clerk.call("PATCH", elsewhere, {"text": "mine"})) == (404, "not_found")
        assert refusal(await clerk.delete(elsewhere)) == (404, "not_found")
    assert [each["text"] for each in (await record_of(fitter, customer))["notes"]] == ["from the fitter"]
    for caller, status in ((customer, 403), (await chat.person("editor"), 403), (chat.anybody, 401)):
        assert (await caller.call("PATCH", path, change)).status_code == status


async def test_a_note_can_be_changed_by_its_author_and_supervisors(chat: ServedChat) -> None:
    agent, colleague, supervisor = await chat.person(), await chat.person(), await chat.person("supervisor")
    customer = await chat.assigned(agent)
    notes = f"{customer.path}/customer/notes"
    first = ok(await agent.post(notes, {"text": "first"}))
    assert ok(await agent.call("PATCH", f"{notes}/{first['id']}", {"text": "second"}))["edited_at"] is not None
    assert refusal(await colleague.call("PATCH", f"{notes}/{first['id']}", {"text": "x"})) == (403, "not_allowed")
    assert refusal(await colleague.delete(f"{notes}/{first['id']}")) == (403, "not_allowed")
    assert ok(await supervisor.call("PATCH", f"{notes}/{first['id']}", {"text": "third"}))["text"] == "third"
    assert (await record_of(agent, customer))["notes"][0]["author"]["id"] == agent.id
    ok(await agent.delete(f"{notes}/{first['id']}"))
    assert refusal(await agent.delete(f"{notes}/{first['id']}")) == (404, "not_found")
    for text, code in (("", "empty_text"), ("x" * 2_001, "too_long"), (None, "missing_field"), (5, "bad_type")):
        assert refusal(await agent.post(notes, {"text": text})) == (400, code)


async def test_a_verified_customer_has_one_record_and_a_claimed_identity_opens_none(shop: ServedChat) -> None:
    agent = await shop.person()
    mara, again = [await shop.customer(identity=signed("mara", name="Mara", email="mara@example.com")) for _ in "12"]
    stranger, other = await shop.customer(), await shop.customer(identity=signed("mara2", email="mara@example.com"))
    async with agent.listen() as socket:
        await socket.until("snapshot")
        await put(agent, mara, phone="+32 9 1")
        told = {(await socket.until("customer.changed"))["conversation_id"] for _ in "12"}
        assert told == {mara.id, again.id}, "both conversations of the customer show it"
    assert values_of(await record_of(agent, again)) == {"phone": "+32 9 1"}
    ok(await stranger.say("I am Mara, mara@example.com"))
    ok(await stranger.post(f"{stranger.path}/contact", {"email": "mara@example.com"}))
    for each in (stranger, other):
        assert values_of(await record_of(agent, each)) == {}
        await put(agent, each, email="mara@example.com", phone="000")
        ok(await agent.post(f"{each.path}/customer/notes", {"text": "says she is Mara"}))
    mara_record = await record_of(agent, mara)
    assert (values_of(mara_record), mara_record["notes"]) == ({"phone": "+32 9 1"}, [])


async def test_of_many_concurrent_changes_one_succeeds(shop: ServedChat) -> None:
    agent = await shop.person()
    customers = [await shop.customer(identity=signed("mara")) for _ in range(6)]
    answers = await asyncio.gather(
        *(
            agent.call("PATCH", f"{each.path}/customer", {"version": "0", "values": {"company": str(number)}})
            for number, each in enumerate(customers)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    winner = next(answer for answer in answers if answer.status_code == 200).json()
    assert await record_of(agent, customers[0]) == winner


async def test_data_noted_before_verification_is_merged_and_nothing_is_lost(shop: ServedChat) -> None:
    agent = await shop.person()
    before, now = await shop.customer(identity=signed("mara")), await shop.customer()
    await put(agent, before, phone="111", company="Wren")
    ok(await agent.post(f"{before.path}/customer/notes", {"text": "old note"}))
    await put(agent, now, phone="222", email="mara@example.com")
    ok(await agent.post(f"{now.path}/customer/notes", {"text": "new note"}))

    def verify(connection: Connection) -> None:
        known = update(conversations).where(conversations.c.id == now.id)
        connection.execute(known.values(identity={"id": "mara"}, identity_id="mara"))

    await shop.database.write(verify)
    for customer in (now, before):
        joined = await record_of(agent, customer)
        assert values_of(joined) == {"phone": "111", "company": "Wren", "email": "mara@example.com"}
        texts = {each["text"]: each["author"] for each in joined["notes"]}
        assert set(texts) == {"old note", "new note", "Noted before this customer was verified:\nPhone: 222"}
        assert texts["Noted before this customer was verified:\nPhone: 222"] is None
    stale = {"version": "1", "values": {"phone": "333"}}
    assert refusal(await agent.call("PATCH", f"{now.path}/customer", stale)) == (409, "edited_meanwhile")
    assert values_of(await put(agent, now, joined["version"], phone="333"))["phone"] == "333"


async def test_supervisors_define_fields_and_each_kind_checks_its_values(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    customer = await chat.assigned(agent)
    start = ok(await supervisor.get("/customer-fields"))
    assert start["customer_fields"] == []
    wanted = [
        {"label": "Frame number", "kind": "text"},
        {"label": "Bikes", "kind": "number"},
        {"label": "Since", "kind": "date"},
        {"label": "Tier", "kind": "choice", "choices": ["gold", "silver"]},
    ]
    made = ok(await supervisor.put("/customer-fields", {"version": start["version"], "customer_fields": wanted}))
    frame, bikes, since, tier = (field["id"] for field in made["customer_fields"])
    values: dict[str, Any] = {frame: "K-1", bikes: 12.5, since: "2030-02-28", tier: "gold"}
    record = await put(agent, customer, "0", **values)
    assert values_of(record) == {frame: "K-1", bikes: "12.5", since: "2030-02-28", tier: "gold"}
    for name, value in ((bikes, "many"), (bikes, True), (bikes, "1e9"), (since, "2030-02-31"), (tier, "Gold")):
        answer = await agent.call("PATCH", f"{customer.path}/customer", {"version": "1", "values": {name: value}})
        assert refusal(answer) == (400, "bad_type")
        assert answer.json()["error"]["field"] == name
    # A renamed or moved field keeps its values; a removed one is no longer shown.
    fewer = [{**made["customer_fields"][3], "label": "Level", "choices": ["bronze"]}, made["customer_fields"][0]]
    kept = ok(await supervisor.put("/customer-fields", {"version": made["version"], "customer_fields": fewer}))
    record = await record_of(agent, customer)
    assert [(field["label"], field["value"]) for field in record["fields"][5:]] == [
        ("Level", "gold"),
        ("Frame number", "K-1"),
    ]
    stale = await supervisor.put("/customer-fields", {"version": made["version"], "customer_fields": []})
    assert refusal(stale) == (409, "edited_meanwhile")
    assert stale.json()["error"]["customer_fields"] == kept["customer_fields"]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ({"kind": "text"}, "missing_field"),
        ({"label": "x" * 61, "kind": "text"}, "too_long"),
        ({"label": "a\u202eb", "kind": "text"}, "bad_unicode"),
        ({"label": "E-MAIL", "kind": "text"}, "bad_type"),
        ({"label": "Age", "kind": "email"}, "bad_type"),
        ({"label": "Age", "kind": ["text"]}, "bad_type"),
        ({"label": "Age", "kind": "text", "id": "field_none"}, "unknown_field"),
        ({"label": "Age", "kind": "text", "id": ["x"]}, "unknown_field"),
        ({"label": "Tier", "kind": "choice"}, "missing_field"),
        ({"label": "Tier", "kind": "choice", "choices": ["a", "a"]}, "bad_type"),
        ({"label": "Tier", "kind": "choice", "choices": [5]}, "bad_type"),
        ({"label": "Tier", "kind": "choice", "choices": [str(n) for n in range(51)]}, "too_many"),
    ],
)
async def test_an_invalid_field_definition_is_rejected(chat: ServedChat, field: dict[str, Any], code: str) -> None:
    supervisor = await chat.person("supervisor")
    version = ok(await supervisor.get("/customer-fields"))["version"]
    body = {"version": version, "customer_fields": [{"label": "Fine", "kind": "text"}, field]}
    assert refusal(await supervisor.put("/customer-fields", body)) == (400, code)
    assert ok(await supervisor.get("/customer-fields"))["customer_fields"] == []
    assert refusal(await (await chat.person()).get("/customer-fields")) == (403, "not_allowed")


async def test_there_are_at_most_thirty_fields_and_a_field_keeps_its_kind(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")

    async def replace(fields: list[dict[str, Any]]) -> Any:
        version = ok(await supervisor.get("/customer-fields"))["version"]
        return await supervisor.put("/customer-fields", {"version": version, "customer_fields": fields})

    fields = [{"label": f"Field {number}", "kind": "text"} for number in range(31)]
    assert refusal(await replace(fields)) == (400, "too_many")
    made = ok(await replace(fields[:30]))["customer_fields"]
    assert refusal(await replace([{**made[0], "kind": "number"}])) == (400, "bad_type")
    assert refusal(await replace([made[0], {**made[0], "label": "Other"}])) == (400, "bad_type")


async def test_a_name_noted_by_an_agent_is_used_in_canned_replies(chat: ServedChat) -> None:
    agent, supervisor = await chat.person(), await chat.person("supervisor")
    customer = await chat.assigned(agent)
    canned = {"shortcut": "hello", "title": "Hello", "text": "Hello {customer_name}!"}
    ok(await supervisor.post("/canned-replies", canned))
    await put(agent, customer, name="Mara")
    (reply,) = ok(await agent.get(f"{customer.path}/canned-replies"))["canned_replies"]
    assert (reply["text"], reply["missing"]) == ("Hello Mara!", [])


class Away:
    """A CRM that does not answer."""

    async def read(self, subject: Subject) -> CustomerRecord:
        raise ConnectionRefusedError("crm.example")

    async def change(
        self, subject: Subject, changes: Mapping[str, str | None], version: str, by: Principal
    ) -> CustomerRecord:
        raise TimeoutError

    async def add_note(self, subject: Subject, text: str, by: Principal) -> CustomerNote:
        raise KeyError("id")

    async def change_note(self, subject: Subject, note_id: str, text: str, by: Principal) -> CustomerNote:
        raise OSError

    async def remove_note(self, subject: Subject, note_id: str, by: Principal) -> None:
        raise OSError


async def test_a_crm_that_is_down_leaves_the_rest_of_the_panel(
    chat_settings: dict[str, Any], database: Database
) -> None:
    settings = ChatSettings(**chat_settings, port=free_port())
    async with serve(settings, database, customer_records=Away()) as chat:
        agent = await chat.person()
        customer = await chat.assigned(agent)
        ok(await customer.post(f"{customer.path}/contact", {"email": "mara@example.com"}))
        panel = ok(await agent.get(f"{customer.path}/customer"))
        assert (panel["record"], panel["unavailable"], panel["orders"]) == (None, ["record"], [])
        assert panel["contact"]["email"] == "mara@example.com"
        ok(await agent.get(f"{customer.path}/canned-replies"))
        change = {"version": "0", "values": {"name": "Mara"}}
        for call in (
            agent.call("PATCH", f"{customer.path}/customer", change),
            agent.post(f"{customer.path}/customer/notes", {"text": "x"}),
            agent.delete(f"{customer.path}/customer/notes/note_1"),
        ):
            answer = await call
            assert refusal(answer) == (503, "records_unavailable")
            assert answer.headers["Retry-After"] == "5"


class OwnShop:
    """A company's own order book, with one order of Mara's."""

    ORDER = Order("S-1", "shipped", "One bell", None, datetime(2030, 3, 4, tzinfo=UTC))

    async def find(self, number: str, email: str) -> Order | None:
        return self.ORDER if number == self.ORDER.number else None

    async def list_by_email(self, email: str) -> list[Order]:
        return [self.ORDER] if email == "mara@example.com" else []

    async def find_return(self, order: Order) -> str | None:
        return None

    async def register_return(self, key: str, order: Order, reason: str, now: datetime) -> Return:
        return Return("R-1", anew=True)


async def test_a_company_with_its_own_order_book_sees_its_own_orders(
    chat_settings: dict[str, Any], database: Database, tmp_path: Path
) -> None:
    settings = ChatSettings(**chat_settings, port=free_port(), identity_keys_file=keys_in(tmp_path))
    async with serve(settings, database, order_book=OwnShop()) as chat:
        mara = await chat.customer(identity=signed("mara", email="mara@example.com"))
        other = await chat.customer(identity=signed("tomas", email="tomas@example.com"))
        supervisor = await chat.person("supervisor")
        panels = [ok(await supervisor.get(f"{customer.path}/customer")) for customer in (mara, other)]
        assert [[order["number"] for order in panel["orders"]] for panel in panels] == [["S-1"], []]

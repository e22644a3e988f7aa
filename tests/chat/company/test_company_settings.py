"""The company's settings: what is stored, where a value comes from, what is refused, and who hears of a change."""

import json
from typing import Any

import pytest

from kit.audit.repository import read_all
from tests.chat.company.pictures import png
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Staff, ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat, StartChat
from tests.fixtures.neighbours import Neighbours, always, evidence, steps

PATH = "/company-settings"
OWN = {
    "company": "Heron Broadband",
    "bot_name": "Hedy",
    "accent": "#7A1FA2",
    "greeting": {"en": "Welcome to {company}!", "de": "Willkommen bei {company}!"},
    "time_zone": "Europe/Berlin",
    "date_format": "day_first",
    "sites": ["https://www.heron.example/", "shop.heron.example", "https://*.heron.example"],
    "privacy_note": {"en": "We keep this for 30 days."},
    "privacy_link": "https://www.heron.example/privacy",
}


async def put(admin: Staff, version: int, **values: Any) -> dict[str, Any]:
    return ok(await admin.put(PATH, {"version": version, "values": values}))


async def widget(chat: ServedChat) -> dict[str, Any]:
    return ok(await chat.anybody.get("/widget-settings"))


@pytest.fixture
async def admin(chat: ServedChat) -> Staff:
    return await chat.person("admin", name="Ada")


async def test_a_value_is_as_stored_else_as_in_the_environment_else_the_default(serve_chat: ServeChat) -> None:
    chat = await serve_chat(company="Named by the operator", widget_sites="https://a.example")
    admin = await chat.person("admin")
    values = ok(await admin.get(PATH))["values"]
    assert values["company"] == {
        "value": "Named by the operator",
        "source": "environment",
        "fallback": "Named by the operator",
    }
    assert (values["sites"]["value"], values["sites"]["source"]) == (["https://a.example"], "environment")
    assert values["greeting"] == {"value": None, "source": "default", "fallback": None}
    values = (await put(admin, 0, company="Heron"))["values"]
    assert (values["company"]["value"], values["company"]["source"]) == ("Heron", "stored")
    assert values["company"]["fallback"] == "Named by the operator"
    values = (await put(admin, 1, company=None))["values"]
    assert values["company"]["source"] == "environment"


async def test_without_demo_no_company_is_named(chat: ServedChat, serve_chat: ServeChat) -> None:
    assert (await widget(chat))["company"] == ""
    assert "Wren" not in json.dumps(await widget(chat))
    assert "Wren" not in (await chat.http.get("/help")).text
    assert (await widget(await serve_chat(demo=True)))["company"] == "Wren & Wheel"


async def test_what_administrators_store_is_what_customers_get(chat: ServedChat, admin: Staff) -> None:
    body = await put(admin, 0, **OWN)
    assert (body["version"], body["changed_by"]) == (1, "Ada")
    assert body["values"]["sites"]["value"] == [
        "https://www.heron.example",
        "https://shop.heron.example",
        "https://*.heron.example",
    ]
    shown = await widget(chat)
    assert (shown["company"], shown["bot_name"], shown["accent"]) == ("Heron Broadband", "Hedy", "#7a1fa2")
    assert shown["texts"]["greeting"] == {
        "en": "Welcome to Heron Broadband!",
        "de": "Willkommen bei Heron Broadband!",
    }
    assert shown["own_greeting"] == "Welcome to Heron Broadband!", "for clients that know one text only"
    assert shown["privacy_link"] == OWN["privacy_link"]
    policy = (await chat.http.get("/widget")).headers["content-security-policy"]
    assert policy.endswith(
        "frame-ancestors 'self' https://www.heron.example https://shop.heron.example https://*.heron.example"
    )
    assert "Heron Broadband" in (await chat.http.get("/help")).text
    assert ok(await chat.anybody.get("/widget-settings/version")) == {"version": 1}


async def test_who_was_slower_sees_what_the_other_stored(chat: ServedChat, admin: Staff) -> None:
    await put(admin, 0, company="Heron", accent="#112233")
    answer = await admin.put(PATH, {"version": 0, "values": {"company": "Egret"}})
    assert refusal(answer) == (409, "edited_meanwhile")
    error = answer.json()["error"]
    assert (error["version"], error["changed_by"]) == (1, "Ada")
    assert error["values"] == {"company": "Heron", "accent": "#112233"}
    assert (await widget(chat))["company"] == "Heron"
    assert (await put(admin, 1, company="Heron"))["version"] == 1, "nothing changed, so nothing is new"
    recorded = chat.database.read_now(lambda connection: list(read_all(connection)))
    [entry] = [each for each in recorded if each.action == "company.changed"]
    assert (entry.actor_id, entry.details) == (admin.id, {"changed": ["accent", "company"]})


async def test_the_logo_is_served_as_an_image_and_nothing_else(chat: ServedChat, admin: Staff) -> None:
    sent = await admin.call("PUT", f"{PATH}/logo", content=png(), headers={"Content-Type": "text/html"})
    address = ok(sent)["images"]["logo"]
    assert (await widget(chat))["logo"] == address
    shown = await chat.http.get(address)
    assert (shown.content, shown.headers["content-type"]) == (png(), "image/png")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert "immutable" in shown.headers["cache-control"]
    assert (await chat.http.get("/company/logo?v=old")).headers["cache-control"] == "no-cache"
    assert ok(await admin.delete(f"{PATH}/logo"))["images"]["logo"] is None
    assert (await chat.http.get(address)).status_code == 404
    assert refusal(await admin.delete(f"{PATH}/banner")) == (404, "not_found")


async def test_an_export_makes_another_installation_look_the_same(chat: ServedChat, admin: Staff) -> None:
    await put(admin, 0, **OWN)
    await admin.call("PUT", f"{PATH}/picture", content=png())
    file = ok(await admin.get(f"{PATH}/export"))
    before = ok(await admin.get(PATH))
    await put(admin, 2, **dict.fromkeys(OWN), unsure={"en": "Hm."})
    await admin.delete(f"{PATH}/picture")
    after = ok(await admin.post(f"{PATH}/import", {"version": 4, "file": file}))
    assert (after["values"], after["images"]) == (before["values"], before["images"])
    assert refusal(await admin.post(f"{PATH}/import", {"version": 4, "file": file})) == (409, "edited_meanwhile")


async def test_the_bot_speaks_as_the_company_does(chat: ServedChat, admin: Staff, neighbours: Neighbours) -> None:
    await put(
        admin,
        0,
        company="Heron",
        unsure={"nl": "Daar weet ik bij {company} niets van.", "en": "Not sure, ask {company}."},
        nobody_here={"nl": "Er is nu niemand ({hours})."},
        closing={"nl": "Tot ziens bij {company}!"},
        hand_over={"nl": "Ik haal {agent}."},
    )
    neighbours.knowledge = always(evidence())
    neighbours.bot = always(steps({"effect": "ask_knowledge"}))
    dutch = await chat.customer(locale="nl-BE")
    said = await told(dutch, "hebben jullie ook paraplu's?")
    assert said[-1]["text"] == "Daar weet ik bij Heron niets van.\n\nEr is nu niemand (altijd)."
    bye = {"intents": [{"name": "goodbye", "confidence": 0.99}]}
    neighbours.bot = always(steps({"text": "Safe riding from {company}!"}, **bye))
    assert (await told(dutch, "dag"))[-1]["text"] == "Tot ziens bij Heron!"
    german = await chat.customer(locale="de")
    assert (await told(german, "danke"))[-1]["text"] == "Safe riding from Heron!", "no text of its own in German"
    neighbours.bot = always(steps({"effect": "hand_over", "reason": "asked_for_person"}))
    assert "Ik haal een collega." in [each["text"] for each in await told(dutch, "een mens aub")]
    neighbours.bot = always(steps({"text": "Get help first."}, {"effect": "hand_over", "reason": "sensitive_topic"}))
    hurt = await chat.customer(locale="nl")
    assert "Get help first." in [each["text"] for each in await told(hurt, "ik ben gevallen")]


async def test_another_process_and_its_open_widgets_hear_of_a_change(
    chat: ServedChat, serve_chat: ServeChat, admin: Staff
) -> None:
    other = await serve_chat()
    customer = await other.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        await put(admin, 0, company="Heron")
        assert (await socket.until("settings.changed"))["version"] == 1
        assert (await widget(other))["company"] == "Heron"


async def test_a_process_that_no_event_reaches_hears_of_a_change_all_the_same(
    serve_chat: ServeChat, start_chat: StartChat
) -> None:
    alone, log = await serve_chat(redis_url=""), await start_chat(redis_url="")
    admin = await log.person("admin", name="Ada")
    customer = await alone.customer()
    async with customer.listen() as socket:
        await put(admin, 0, company="Heron", closing={"en": "A text that is nobody's business"})
        assert (await socket.until("settings.changed"))["version"] == 1
    assert (await widget(alone))["company"] == "Heron"
    line = next(each for each in log.log.splitlines() if "company.changed" in each)
    assert admin.id in line
    assert "closing" in line
    assert "nobody's business" not in log.log

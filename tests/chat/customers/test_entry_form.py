"""The form before the chat: nothing is asked by default; what is entered becomes the conversation's contact."""

from tests.fixtures.callers import Caller, Customer, ok, refusal
from tests.fixtures.chat_process import ServedChat

NEVER = {"time_zone": "Europe/Amsterdam", "weekly": {}}


async def test_nothing_is_asked_until_the_company_wants_it(chat: ServedChat) -> None:
    admin, anybody = await chat.person("admin"), Caller(chat.http)
    shown = ok(await anybody.get("/widget-settings"))
    assert (shown["form"], shown["departments"]) == ({"name": "off", "email": "off", "department": "off"}, [])
    orders = ok(await admin.post("/departments", {"name": "Orders"}))["id"]
    gone = ok(await admin.post("/departments", {"name": "Gone"}))["id"]
    ok(await admin.call("PATCH", f"/departments/{gone}", {"active": False}))
    wanted = {"form_name": "optional", "form_email": "required", "form_department": "required"}
    ok(await admin.put("/company-settings", {"version": shown["version"], "values": wanted}))
    shown = ok(await anybody.get("/widget-settings"))
    assert shown["form"] == {"name": "optional", "email": "required", "department": "required"}
    assert {"id": orders, "name": "Orders", "open": True} in shown["departments"]
    assert gone not in [each["id"] for each in shown["departments"]]
    ok(await admin.call("PATCH", f"/departments/{orders}", {"hours": NEVER}))
    shown = ok(await anybody.get("/widget-settings"))
    assert {"id": orders, "name": "Orders", "open": False} in shown["departments"], "told before they choose"
    wrong = {"version": shown["version"], "values": {"form_name": "perhaps"}}
    assert refusal(await admin.put("/company-settings", wrong)) == (400, "bad_settings")


async def test_what_is_entered_is_the_contact_and_leads_to_the_department(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    form = {"name": "  Mara   Okafor ", "email": "Mara@Example.com", "department": orders}
    customer = await Customer.arrive(chat.http, form=form)
    ok(await customer.say("Where is my parcel?"))
    ok(await customer.post(f"{customer.path}/handoff"))
    (entry,) = await agent.queue()
    assert entry["department"] == orders
    contact = ok(await agent.get(f"{customer.path}/customer"))["contact"]
    assert contact == {"email": "mara@example.com", "phone": None, "note": "", "name": "Mara Okafor"}
    assert ok(await supervisor.get("/follow-ups"))["follow_ups"] == [], "nobody has promised to write"
    again = await Customer.arrive(chat.http, form={"email": "mara@example.com"})
    assert [each["id"] for each in ok(await agent.get(f"{again.path}/same-person"))["conversations"]] == [customer.id]
    unnamed = await Customer.arrive(chat.http, form={})
    assert ok(await agent.get(f"{unnamed.path}/customer"))["contact"] is None


async def test_what_is_wrong_in_the_form_opens_nothing(chat: ServedChat) -> None:
    anybody, agent = Caller(chat.http), await chat.person()
    for form, refused in (
        ({"email": "mara"}, (400, "bad_type")),
        ({"name": "x" * 201}, (400, "too_long")),
        ({"department": "nowhere"}, (404, "not_found")),
        ("everything", (400, "bad_type")),
    ):
        assert refusal(await anybody.post("/conversations", {"form": form})) == refused, form
    assert ok(await agent.get("/conversations"))["conversations"] == []

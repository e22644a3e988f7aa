"""Follow-ups over HTTP: permissions, refusals, and what the socket sends."""

from datetime import UTC, datetime, timedelta

from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat


def in_hours(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


async def test_a_contact_is_listed_until_it_is_kept(chat: ServedChat) -> None:
    agent, customer = await chat.person(name="Ines"), await chat.queued("hello")
    left = {"email": "mara@example.com", "phone": "02 555 12 34", "note": "in the evening"}
    ok(await customer.post(f"{customer.path}/contact", left))
    listed = ok(await agent.get("/follow-ups"))
    assert listed["next"] is None
    (found,) = listed["follow_ups"]
    expected = {
        "conversation_id": customer.id,
        "kind": "contact",
        **left,
        "agent": None,
        "due": False,
        "state": "open",
        "closed_at": None,
        "customer": None,
        "status": "queued",
    }
    assert expected.items() <= found.items()
    kept = ok(await agent.post(f"/follow-ups/{found['id']}/keep"))
    assert (kept["state"], kept["closed_by"]) == ("kept", "Ines")
    assert ok(await agent.get("/follow-ups"))["follow_ups"] == []
    assert [each["id"] for each in ok(await agent.get("/follow-ups?state=kept"))["follow_ups"]] == [found["id"]]
    assert refusal(await agent.call("PATCH", f"/follow-ups/{found['id']}", {"due_at": in_hours(1)})) == (
        409,
        "wrong_status",
    )


async def test_a_snooze_shows_its_end_and_colleagues_are_told(chat: ServedChat) -> None:
    agent, other = await chat.person(), await chat.person()
    customer = await chat.assigned(agent)
    due = in_hours(2)
    async with other.listen() as socket:
        await socket.until("snapshot")
        body = ok(await agent.post(f"{customer.path}/snooze", {"due_at": due, "note": "parts arrive"}))
        assert body["status"] == "assigned"
        assert datetime.fromisoformat(body["snoozed_until"]) - datetime.fromisoformat(due) < timedelta(seconds=1)
        frame = await socket.until("follow_up.changed")
        assert frame == {"type": "follow_up.changed", "conversation_id": customer.id}
    assert refusal(await other.post(f"{customer.path}/snooze", {"due_at": due})) == (409, "already_assigned")
    assert [each["kind"] for each in ok(await agent.get("/follow-ups?agent=me"))["follow_ups"]] == ["snooze"]
    assert ok(await other.get("/follow-ups?agent=me"))["follow_ups"] == []
    assert not any("parts arrive" in each["text"] for each in await customer.messages())
    ok(await customer.say("Any news?"))
    assert ok(await agent.get(customer.path))["snoozed_until"] is None
    ok(await agent.post(f"{customer.path}/snooze", {"due_at": due}))
    for _ in range(2):
        assert ok(await agent.delete(f"{customer.path}/snooze"))["snoozed_until"] is None


async def test_a_reply_ends_the_snooze(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    ok(await agent.post(f"{customer.path}/snooze", {"due_at": in_hours(2)}))
    ok(await agent.reply(customer.id, "a note", visibility="internal"))
    assert ok(await agent.get(customer.path))["snoozed_until"] is not None
    ok(await agent.reply(customer.id, "It has arrived."))
    assert ok(await agent.get(customer.path))["snoozed_until"] is None


async def test_a_customer_with_a_promised_callback_comes_back_to_people(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    made = await agent.post(f"{customer.path}/follow-ups", {"due_at": in_hours(24), "note": "refund"})
    assert made.status_code == 201
    later = ok(await agent.call("PATCH", f"/follow-ups/{made.json()['id']}", {"due_at": in_hours(48)}))
    assert later["due_at"] > made.json()["due_at"]
    ok(await agent.post(f"{customer.path}/resolve"))
    async with customer.listen() as socket:
        await socket.say("one", "Is my refund there?")
        await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
    (entry,) = await agent.queue()
    assert (entry["reason"], entry["wanted_agent_id"]) == ("follow_up", agent.id)
    assert not any(each["author"]["kind"] == "bot" for each in await customer.messages())


async def test_an_invalid_time_is_refused(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    for body, code in (
        ({}, "missing_field"),
        ({"due_at": "tomorrow"}, "bad_type"),
        ({"due_at": 3}, "bad_type"),
        ({"due_at": "2030-01-01T00:00:00"}, "bad_type"),
        ({"due_at": "2001-01-01T00:00:00Z"}, "bad_type"),
        ({"due_at": "9999-12-31T23:59:59-23:59"}, "bad_type"),
        ({"due_at": in_hours(1), "note": "x" * 2001}, "too_long"),
        ({"due_at": in_hours(1), "note": ["x"]}, "bad_type"),
    ):
        for path in ("snooze", "follow-ups"):
            assert refusal(await agent.post(f"{customer.path}/{path}", body)) == (400, code), body


async def test_agents_see_only_follow_ups_of_their_departments(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    clerk, customer = await chat.person(departments=(orders,)), await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    ok(await customer.post(f"{customer.path}/contact", {"email": "mara@example.com"}))
    (found,) = ok(await supervisor.get("/follow-ups"))["follow_ups"]
    assert ok(await clerk.get("/follow-ups"))["follow_ups"] == []
    path = f"/follow-ups/{found['id']}"
    assert refusal(await clerk.post(f"{path}/keep")) == (404, "not_found")
    assert refusal(await clerk.call("PATCH", path, {"due_at": in_hours(1)})) == (404, "not_found")
    for suffix in ("snooze", "follow-ups"):
        assert refusal(await clerk.post(f"{customer.path}/{suffix}", {"due_at": in_hours(1)})) == (404, "not_found")
    assert refusal(await supervisor.post("/follow-ups/follow_none/keep")) == (404, "not_found")
    assert refusal(await supervisor.get("/follow-ups?cursor=follow_none")) == (400, "bad_cursor")
    assert refusal(await supervisor.get("/follow-ups?state=lost")) == (400, "bad_query")

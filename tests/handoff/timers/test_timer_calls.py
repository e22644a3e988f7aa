"""Targets over HTTP, and timers where agents and supervisors see them."""

from datetime import timedelta

from sqlalchemy import update

from handoff.handoffs.models import handoffs
from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServeChat, ServedChat


async def test_a_supervisor_sets_targets_and_all_staff_see_the_timers(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    department = ok(await supervisor.post("/departments", {"name": "Care", "targets": {"first_reply": 5}}))
    assert department["targets"] == {"first_reply": 5, "next_reply": None, "resolution": None}
    customer = await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": department["id"]}))
    (entry,) = await agent.queue()
    assert [timer["kind"] for timer in entry["timers"]] == ["first_reply"]
    assert ok(await agent.get(customer.path))["timers"] == entry["timers"]
    assert "timers" not in await customer.read(), "customers do not see timers"
    path = f"/departments/{department['id']}"
    ok(await supervisor.call("PATCH", path, {"name": "Care team"}))
    assert (await agent.queue())[0]["timers"] == entry["timers"], "omitted fields stay unchanged"
    ok(await supervisor.call("PATCH", path, {"targets": None}))
    assert (await agent.queue())[0]["timers"] == []
    assert refusal(await agent.call("PATCH", path, {"targets": {"first_reply": 1}})) == (403, "not_allowed")


async def test_invalid_targets_are_refused(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    for targets in ({"first_reply": 0}, {"first_reply": 1.5}, {"resolution": 43_201}, {"lunch": 1}, 5):
        assert refusal(await supervisor.post("/departments", {"name": "X", "targets": targets}))[0] == 400


async def test_open_consoles_are_told_of_a_warning(serve_chat: ServeChat) -> None:
    chat = await serve_chat()
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    department = ok(await supervisor.post("/departments", {"name": "Care", "targets": {"first_reply": 1}}))
    customer = await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": department["id"]}))
    async with agent.listen() as socket:
        await socket.until("snapshot")
        long_ago = chat.container.clock() - timedelta(seconds=50)
        await chat.database.write(lambda connection: connection.execute(update(handoffs).values(requested_at=long_ago)))
        await chat.container.housekeeping.look_once()
        frame = await socket.until("timer.reached")
        assert frame == {
            "type": "timer.reached",
            "conversation_id": customer.id,
            "kind": "first_reply",
            "stage": "warning",
        }
        await agent.accept(customer.id)
        ok(await agent.reply(customer.id, "Hello!"))
        said = await socket.until("message.created", lambda frame: frame["message"]["text"] == "Hello!")
        assert said["timers"] == [], "a list row loses its timer without being read again"

"""Tags: given during the conversation, suggested to colleagues, and kept in order by supervisors."""

from tests.fixtures.callers import Frame, Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat


async def tag(agent: Staff, path: str, name: str) -> list[str]:
    given: list[str] = ok(await agent.post(f"{path}/tags", {"tag": name}))["tags"]
    return given


def conversation_has_it(frame: Frame) -> bool:
    return bool(frame["conversation"]["tags"] == ["refund"])


def queue_has_it(frame: Frame) -> bool:
    return [each["tags"] for each in frame.get("queue", [])] == [["refund"]]


async def listed(agent: Staff, query: str = "") -> dict[str, Frame]:
    return {each["tag"]: each for each in ok(await agent.get(f"/tags{query}"))["tags"]}


async def test_a_conversation_is_tagged_at_any_time_and_every_console_sees_it(chat: ServedChat) -> None:
    agent, colleague = await chat.person(), await chat.person()
    waiting = await chat.queued()
    async with colleague.listen() as watching:
        await watching.until("snapshot")
        assert await tag(agent, waiting.path, "refund") == ["refund"]
        for kind, says in (("conversation.changed", conversation_has_it), ("queue.changed", queue_has_it)):
            if not any(says(frame) for frame in watching.of(kind)):
                await watching.until(kind, says)
    (entry,) = await colleague.queue()
    assert entry["tags"] == ["refund"]
    await agent.accept(waiting.id)
    assert await tag(agent, waiting.path, "credit card") == ["refund", "credit card"]
    assert await tag(agent, waiting.path, "refund") == ["refund", "credit card"], "once is enough"
    assert ok(await agent.delete(f"{waiting.path}/tags/refund"))["tags"] == ["credit card"]
    assert ok(await agent.delete(f"{waiting.path}/tags/never"))["tags"] == ["credit card"]
    resolved = ok(await agent.post(f"{waiting.path}/resolve", {"outcome": "solved", "tags": ["late"]}))
    assert resolved["tags"] == resolved["resolution"]["tags"] == ["credit card", "late"]
    changed = ok(await agent.call("PUT", f"{waiting.path}/resolution", {"outcome": "solved", "tags": ["late"]}))
    assert changed["tags"] == changed["resolution"]["tags"] == ["late"]
    assert await tag(agent, waiting.path, "voucher") == ["late", "voucher"], "also afterwards"
    found = ok(await agent.get("/conversations?tag=voucher"))["conversations"]
    assert [(each["id"], each["tags"]) for each in found] == [(waiting.id, ["late", "voucher"])]
    assert ok(await agent.get("/conversations?tag=refund"))["conversations"] == []
    assert "tags" not in await waiting.read(), "customers do not see what they are filed under"


async def test_who_may_not_read_a_conversation_does_not_tag_it_and_ten_are_enough(chat: ServedChat) -> None:
    agent, editor = await chat.person(), await chat.person("editor")
    supervisor = await chat.person("supervisor")
    elsewhere = ok(await supervisor.post("/departments", {"name": "Elsewhere"}))["id"]
    stranger = await chat.person(departments=(elsewhere,))
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    customer = await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": orders}))
    assert refusal(await stranger.post(f"{customer.path}/tags", {"tag": "refund"})) == (404, "not_found")
    assert refusal(await stranger.get(f"{customer.path}/suggested-tags")) == (404, "not_found")
    assert refusal(await editor.post(f"{customer.path}/tags", {"tag": "refund"})) == (403, "not_allowed")
    assert refusal(await customer.post(f"{customer.path}/tags", {"tag": "refund"})) == (403, "not_allowed")
    for wrong in ("Refund", "", "<b>", "x" * 41):
        assert refusal(await agent.post(f"{customer.path}/tags", {"tag": wrong})) == (400, "bad_type"), wrong
    for number in range(10):
        await tag(agent, customer.path, f"tag {number}")
    assert refusal(await agent.post(f"{customer.path}/tags", {"tag": "one more"})) == (400, "too_many")
    assert "one more" not in await listed(agent)


async def test_what_colleagues_gave_to_the_same_department_is_suggested_first(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    for department, name in ((None, "parts"), (None, "parts"), (orders, "refund"), (orders, "late")):
        customer = await chat.customer()
        ok(await customer.post(f"{customer.path}/handoff", {"department": department} if department else {}))
        await tag(agent, customer.path, name)
    mine = await chat.customer()
    ok(await mine.post(f"{mine.path}/handoff", {"department": orders}))
    await tag(agent, mine.path, "late")
    suggested = ok(await agent.get(f"{mine.path}/suggested-tags"))["tags"]
    assert suggested == ["refund", "parts"], "without the one that it has"
    ok(await supervisor.call("PATCH", f"/tags/{(await listed(agent))['refund']['id']}", {"archived": True}))
    assert ok(await agent.get(f"{mine.path}/suggested-tags"))["tags"] == ["parts"]


async def test_supervisors_rename_colour_archive_and_merge(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    first, second = await chat.assigned(agent), await chat.assigned(agent)
    await tag(agent, first.path, "refunds")
    await tag(agent, first.path, "money back")
    await tag(agent, second.path, "money back")
    tags = await listed(agent)
    assert {name: each["count"] for name, each in tags.items()} == {"money back": 2, "refunds": 1}
    refunds, money = (f"/tags/{tags[name]['id']}" for name in ("refunds", "money back"))
    assert refusal(await agent.call("PATCH", refunds, {"name": "refund"})) == (403, "not_allowed")
    assert refusal(await supervisor.call("PATCH", refunds, {"name": "money back"})) == (409, "conflict")
    assert refusal(await supervisor.call("PATCH", refunds, {})) == (400, "missing_field")
    assert refusal(await supervisor.call("PATCH", "/tags/none", {"name": "refund"})) == (404, "not_found")
    async with agent.listen() as watching:
        await watching.until("snapshot")
        renamed = ok(await supervisor.call("PATCH", refunds, {"name": "refund", "colour": "green"}))
        assert (renamed["tag"], renamed["colour"], renamed["count"]) == ("refund", "green", 1)
        await watching.until("conversation.changed", lambda frame: "refund" in frame["conversation"]["tags"])
    refund_id = tags["refunds"]["id"]
    assert refusal(await supervisor.post(f"{refunds}/merge", {"into": refund_id})) == (400, "bad_type")
    assert refusal(await supervisor.post(f"{refunds}/merge", {"into": "none"})) == (404, "not_found")
    merged = ok(await supervisor.post(f"{money}/merge", {"into": refund_id}))
    assert (merged["tag"], merged["count"]) == ("refund", 2), "a conversation with both counts once"
    for customer in (first, second):
        assert ok(await agent.get(customer.path))["tags"] == ["refund"]
    ok(await supervisor.call("PATCH", refunds, {"archived": True}))
    assert (await listed(agent), list(await listed(agent, "?archived=true"))) == ({}, ["refund"])
    third = await chat.assigned(agent)
    assert refusal(await agent.post(f"{third.path}/tags", {"tag": "refund"})) == (409, "tag_archived")
    assert ok(await agent.get(first.path))["tags"] == ["refund"], "it stays where it is"
    ok(await agent.post(f"{first.path}/resolve", {"tags": ["refund"]}))
    assert ok(await supervisor.post("/tags", {"name": "warranty", "colour": "blue"}))["count"] == 0
    assert refusal(await supervisor.post("/tags", {"name": "warranty"})) == (409, "conflict")
    admin = await chat.person("admin")
    actions = [each["action"] for each in ok(await admin.get("/audit"))["entries"]]
    assert {"tag.changed", "tag.merged", "tag.added"} <= set(actions)


async def test_a_merge_can_be_undone(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    only, both, since, later = [await chat.assigned(agent) for _ in range(4)]
    for customer in (only, both, since):
        await tag(agent, customer.path, "money back")
    await tag(agent, both.path, "refund")
    tags = await listed(agent)
    money, refund = tags["money back"]["id"], tags["refund"]["id"]
    assert refusal(await supervisor.delete(f"/tags/{money}/merge")) == (404, "not_found"), "nothing was merged"
    ok(await supervisor.post(f"/tags/{money}/merge", {"into": refund}))
    await tag(agent, later.path, "refund")
    ok(await agent.delete(f"{since.path}/tags/refund"))
    assert refusal(await agent.delete(f"/tags/{money}/merge")) == (403, "not_allowed")
    made = ok(await supervisor.post("/tags", {"name": "money back"}))
    assert refusal(await supervisor.delete(f"/tags/{money}/merge")) == (409, "conflict"), "the name is taken by now"
    ok(await supervisor.call("PATCH", f"/tags/{made['id']}", {"name": "something else"}))
    async with agent.listen() as watching:
        await watching.until("snapshot")
        parted = ok(await supervisor.delete(f"/tags/{money}/merge"))
        await watching.until("conversation.changed", lambda frame: frame["conversation"]["tags"] == ["money back"])
    assert (parted["id"], parted["tag"], parted["count"]) == (money, "money back", 2)
    kept = [ok(await agent.get(each.path))["tags"] for each in (only, both, since, later)]
    assert kept == [["money back"], ["money back", "refund"], [], ["refund"]]
    assert refusal(await supervisor.delete(f"/tags/{money}/merge")) == (404, "not_found"), "once"

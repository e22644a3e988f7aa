"""What agents see of others who read: how far the customer has come, and which colleague has the same open."""

import pytest

from tests.fixtures.callers import Frame, Socket, ok
from tests.fixtures.chat_process import ServedChat


async def look(socket: Socket, conversation_id: str | None) -> None:
    await socket.send({"type": "looking", "conversation_id": conversation_id})
    await socket.heard()


async def test_an_agent_learns_how_far_the_customer_has_read(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    path = f"/conversations/{customer.id}"
    assert ok(await agent.get(path))["seen"] is None, "no client has reported anything"
    last = (await customer.read())["last_seq"]
    async with agent.listen() as desk, customer.listen() as widget:
        await desk.until("snapshot")
        await widget.send({"type": "seen", "seq": last + 50})
        frame = await desk.until("conversation.seen")
        assert (frame["conversation_id"], frame["seen"]["seq"]) == (customer.id, last), "never beyond what is there"
        await widget.send({"type": "seen", "seq": 1})
        await widget.say("next", "Thanks")
        await desk.until("message.created")
    seen = ok(await agent.get(path))["seen"]
    assert seen == frame["seen"], "a mark never moves back"
    assert "seen" not in await customer.read(), "customers have no use for it"


@pytest.mark.parametrize("seq", [-1, "4", None, 2**31, 1.5, True])
async def test_a_wrong_mark_is_refused(chat: ServedChat, seq: object) -> None:
    customer = await chat.customer()
    async with customer.listen() as widget:
        await widget.send({"type": "seen", "seq": seq})
        assert (await widget.until("error"))["error"]["code"] in ("bad_type", "missing_field")


async def test_colleagues_see_who_has_the_conversation_open(chat: ServedChat) -> None:
    agent, sam = await chat.person(name="Ines"), await chat.person("supervisor", name="Sam")
    customer = await chat.assigned(agent)
    by_sam = {"conversation_id": customer.id, "person": {"id": sam.id, "name": "Sam"}}

    def sam_looks(frame: Frame) -> bool:
        return frame == {"type": "looking.changed", **by_sam, "looking": True}

    def sam_is_gone(frame: Frame) -> bool:  # who connects meanwhile may hear twice that Sam looks
        return frame == {"type": "looking.changed", **by_sam, "looking": False}

    def agent_is_gone(frame: Frame) -> bool:
        return bool(frame["person"] == {"id": agent.id, "name": "Ines"} and not frame["looking"])

    async with sam.listen() as there:
        await there.until("snapshot")
        await look(there, customer.id)
        async with agent.listen() as desk:
            await desk.until("snapshot")
            await look(desk, customer.id)
            await desk.until("looking.changed", sam_looks)  # who was there before is told at once
            await look(there, None)
            await desk.until("looking.changed", sam_is_gone)
            await look(there, customer.id)
        await there.until("looking.changed", agent_is_gone)  # a closed console looks at nothing


async def test_nobody_learns_of_conversations_that_they_may_not_read(chat: ServedChat) -> None:
    sam = await chat.person("supervisor")
    workshop = ok(await sam.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await sam.post("/departments", {"name": "Orders"}))["id"]
    inside = await chat.person(departments=(workshop,))
    outside = await chat.person(departments=(orders,))
    customer = await chat.assigned(inside)
    ok(await sam.post(f"/conversations/{customer.id}/transfer", {"department": workshop}))
    async with sam.listen() as there, outside.listen() as stranger, inside.listen() as member:
        for socket in (there, stranger, member):
            await socket.until("snapshot")
        await look(stranger, customer.id)
        await look(there, customer.id)
        assert (await member.until("looking.changed"))["person"]["id"] == sam.id
        for socket in (stranger, there):
            await socket.send({"type": "ping"})
            await socket.until("pong")
    assert stranger.of("looking.changed") == [], "neither told of others"
    assert {frame["person"]["id"] for frame in there.of("looking.changed")} == {sam.id}, "nor told of to others"

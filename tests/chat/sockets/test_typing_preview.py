"""The typing preview: who sees it, who does not, and that it is stored nowhere."""

from typing import Any

import pytest
from sqlalchemy import Connection, select

from chat.assembly.tables import metadata
from tests.fixtures.callers import Frame, Socket, Staff, ok
from tests.fixtures.chat_process import ServeChat, ServedChat, StartChat

SECRET_WORD = "unsentword"


async def looking(socket: Socket, conversation_id: str) -> None:
    await socket.until("snapshot")
    await socket.send({"type": "looking", "conversation_id": conversation_id})
    await socket.heard()


async def typed(socket: Socket, text: Any = None) -> None:
    await socket.send({"type": "typing"} if text is None else {"type": "typing", "text": text})


async def seen(socket: Socket) -> Frame:
    return await socket.until("typing")


def written_down(connection: Connection) -> str:
    """Every row of every table."""
    return str([list(connection.execute(select(table))) for table in metadata.sorted_tables])


async def test_the_agent_in_charge_and_a_supervisor_who_looks_see_it(chat: ServedChat) -> None:
    agent, colleague = await chat.person(), await chat.person()
    sam, other = await chat.person("supervisor"), await chat.person("supervisor")
    customer = await chat.assigned(agent)
    async with (
        customer.listen() as customer_socket,
        agent.listen() as agent_socket,
        colleague.listen() as near,
        sam.listen() as watching,
        other.listen() as elsewhere,
        customer.listen() as second_tab,
    ):
        await customer_socket.until("replay.ended")
        await agent_socket.until("snapshot")
        await looking(near, customer.id)
        await looking(watching, customer.id)
        await looking(elsewhere, "conv_another")
        await typed(customer_socket, f"{SECRET_WORD} \u202e\x00<b>")
        for socket in (agent_socket, watching):
            assert await seen(socket) == {
                "type": "typing",
                "author": {"kind": "customer", "name": ""},
                "conversation_id": customer.id,
                "text": f"{SECRET_WORD} \u202e<b>",
            }
        assert set(await seen(near)) == {"type", "author", "conversation_id"}
        await typed(customer_socket, "   ")
        assert (await seen(agent_socket))["text"] == ""
        await typed(customer_socket)
        assert "text" not in await seen(agent_socket), "the customer no longer allows it"
        for _ in range(2):
            await seen(watching)
        await watching.send({"type": "looking", "conversation_id": None})
        await watching.heard()
        await typed(customer_socket, "again")
        assert (await seen(agent_socket))["text"] == "again"
        await customer.say("sent")
        await second_tab.until_text("sent")
        await watching.until_text("sent")
        assert len(watching.of("typing")) == 3, "the supervisor now looks elsewhere"
        await elsewhere.until_text("sent")
        assert elsewhere.of("typing") == [], "typing is shown to those who look at the conversation"
        assert second_tab.of("typing") == [], "the customer's other tab gets nothing"
    assert SECRET_WORD not in str([near.frames, elsewhere.frames])
    assert SECRET_WORD not in await chat.database.read(written_down)


async def test_without_an_agent_it_is_dropped(chat: ServedChat) -> None:
    agent, sam = await chat.person(), await chat.person("supervisor")
    customer = await chat.queued()
    async with customer.listen() as customer_socket, agent.listen() as agent_socket, sam.listen() as watching:
        await customer_socket.until("replay.ended")
        await agent_socket.until("snapshot")
        await looking(watching, customer.id)
        await typed(customer_socket, SECRET_WORD)
        assert "text" not in await seen(watching)
        await agent.accept(customer.id)
        await typed(customer_socket, "now")
        assert (await seen(agent_socket))["text"] == "now"
        ok(await agent.post(f"{customer.path}/release"))
        await typed(customer_socket, SECRET_WORD)
        while "text" in (frame := await seen(watching)):
            assert frame["text"] == "now"
    assert SECRET_WORD not in str([agent_socket.frames, watching.frames])


async def test_after_a_transfer_only_the_next_agent_sees_it(chat: ServedChat) -> None:
    first, second = await chat.person(), await chat.person()
    customer = await chat.assigned(first)
    ok(await first.post(f"{customer.path}/transfer", {"agent_id": second.id}))
    await second.accept(customer.id)
    async with customer.listen() as customer_socket, first.listen() as before, second.listen() as now:
        await before.until("snapshot")
        await now.until("snapshot")
        await typed(customer_socket, "hello")
        assert (await seen(now))["text"] == "hello"
        await customer.say("sent")
        await before.until_text("sent")
        assert before.of("typing") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [(5, "bad_type"), (["x"], "bad_type"), ("half \ud800", "bad_unicode"), ("x" * 2_001, "too_long")],
)
async def test_an_invalid_text_is_rejected_and_sent_to_nobody(chat: ServedChat, text: Any, code: str) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        await typed(customer_socket, text)
        assert (await customer_socket.until("error"))["error"]["code"] == code
        await typed(customer_socket, "fine")
        assert (await seen(agent_socket))["text"] == "fine"
        await agent_socket.send({"type": "looking", "conversation_id": 5})
        assert (await agent_socket.until("error"))["error"]["code"] == "bad_type"


async def test_it_can_be_switched_off_for_everybody(serve_chat: ServeChat) -> None:
    chat = await serve_chat(typing_preview=False)
    agent = await chat.person()
    customer = await chat.assigned(agent)
    assert ok(await chat.anybody.get("/widget-settings"))["typing_preview"] is False
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        await typed(customer_socket, SECRET_WORD)
        assert "text" not in await seen(agent_socket)


async def test_too_many_previews_drop_only_the_preview(serve_chat: ServeChat) -> None:
    chat = await serve_chat(previews_per_10_seconds=2)
    agent = await chat.person()
    customer = await chat.assigned(agent)
    assert ok(await chat.anybody.get("/widget-settings"))["typing_preview"] is True
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        for number in range(4):
            await typed(customer_socket, str(number))
            assert (await seen(agent_socket)).get("text") == (str(number) if number < 2 else None)
        assert customer_socket.of("error") == []


async def test_no_log_contains_it(start_chat: StartChat) -> None:
    chat = await start_chat(log_level="DEBUG")
    agent: Staff = await chat.person()
    customer = await chat.assigned(agent)
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await agent_socket.until("snapshot")
        await typed(customer_socket, SECRET_WORD)
        assert (await seen(agent_socket))["text"] == SECRET_WORD
        await typed(customer_socket, SECRET_WORD * 500)
        await customer_socket.until("error")
    assert SECRET_WORD not in chat.log

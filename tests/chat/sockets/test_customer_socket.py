"""The customer's socket: what it sends, in which order, and what it accepts."""

from sqlalchemy import Connection

from conversations.conversation import SYSTEM, Draft
from conversations.service import append, get
from kit.clock import system_clock
from tests.fixtures.callers import ok
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import Held, Neighbours, repeats


async def test_first_comes_the_conversation_then_missed_messages_then_live_ones(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    customer = await chat.customer()
    await customer.say("one")
    async with customer.listen() as socket:
        await socket.until_text("You said: one")
    async with customer.listen(0) as socket:
        await socket.until("replay.ended")
        kinds = [frame["type"] for frame in socket.frames]
        assert kinds == ["conversation.changed", "message.created", "message.created", "replay.ended"]
        assert socket.frames[0] == {"type": "conversation.changed", "conversation": await customer.read()}
        assert socket.shown == await customer.messages()
        assert socket.frames[-1] == {"type": "replay.ended", "seq": 2}
        await customer.say("two")
        await socket.until_text("You said: two")
        assert [each["seq"] for each in socket.shown] == [1, 2, 3, 4]


async def test_a_message_is_accepted_once_it_is_stored(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    customer = await chat.customer()
    async with customer.listen() as socket:
        await socket.say("one", "hello")
        accepted = await socket.until("message.accepted")
        assert set(accepted) == {"type", "client_message_id", "message"}
        assert accepted["client_message_id"] == "one"
        assert accepted["message"] == (await customer.messages())[0]
        await socket.until_text("You said: hello")
        await socket.say("one", "hello")
        assert (await socket.until("message.accepted"))["message"] == accepted["message"]
        await socket.say("one", "goodbye")
        error = await socket.until("error")
        assert (error["client_message_id"], error["error"]["code"]) == ("one", "conflict")
    said = [each["text"] for each in await customer.messages()]
    assert said == ["hello", "You said: hello"]


async def test_a_choice_can_be_sent_over_the_socket(chat: ServedChat) -> None:
    customer = await chat.customer()
    async with customer.listen() as socket:
        await socket.say("one", "Refunds", choice="article:refunds")
        assert (await socket.until("error"))["error"]["code"] == "bad_type"
        await socket.say("two", "Refunds", choice=3)
        assert (await socket.until("error"))["error"]["code"] == "bad_type"
        await socket.say("three", "hello", choice=None)
        await socket.until("message.accepted")


async def test_two_tabs_show_the_same(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    customer = await chat.customer()
    async with customer.listen() as first, customer.listen() as second:
        for number in range(5):
            await (first, second)[number % 2].say(f"m{number}", f"text {number}")
        for tab in (first, second):
            for number in range(5):  # the last message can come from either tab
                await tab.until_text(f"You said: text {number}")
        assert first.shown == second.shown == await customer.messages()
        assert len(first.of("message.accepted")) == 3


async def test_the_conversation_is_sent_only_when_it_changes(chat: ServedChat) -> None:
    customer, agent = await chat.customer(), await chat.person(name="Ines")
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        ok(await customer.post(f"{customer.path}/handoff"))
        waiting = (await socket.until("conversation.changed"))["conversation"]
        assert (waiting["status"], waiting["queue"]["position"]) == ("queued", 1)
        await agent.accept(customer.id)
        taken = (await socket.until("conversation.changed"))["conversation"]
        assert (taken["status"], taken["agent"], taken["queue"]) == ("assigned", {"name": "Ines"}, None)
        ok(await agent.reply(customer.id, "Good morning!"))
        await socket.until_text("Good morning!")
        ok(await agent.post(f"{customer.path}/resolve"))
        done = (await socket.until("conversation.changed"))["conversation"]
        assert done["status"] == "resolved"
        assert len(socket.of("conversation.changed")) == 4, "a new message reports its own change"


async def test_a_waiting_customer_sees_the_queue_position_change(chat: ServedChat) -> None:
    first, second, agent = await chat.queued(), await chat.queued(), await chat.person()
    async with second.listen() as socket:
        assert (await socket.until("conversation.changed"))["conversation"]["queue"]["position"] == 2
        await agent.accept(first.id)
        moved = await socket.until("conversation.changed")
        assert moved["conversation"]["queue"]["position"] == 1
        ok(await agent.put("/presence", {"state": "online"}))
        there = await socket.until("conversation.changed")
        assert there["conversation"]["queue"]["agents_available"] == 1


async def test_notes_are_never_sent_and_leave_no_gap(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    async with customer.listen(2) as socket:
        await socket.until("replay.ended")
        for number in range(5):
            ok(await agent.reply(customer.id, f"secret {number}", visibility="internal"))
        ok(await agent.reply(customer.id, "Hello!"))
        shown = await socket.until_text("Hello!")
        assert (shown["seq"], shown["previous"]) == (8, 2)
        assert "secret" not in str(socket.frames)
        assert not any("why" in each for each in socket.shown)


async def test_both_sides_see_each_other_type_but_not_themselves(chat: ServedChat) -> None:
    agent = await chat.person(name="Ines")
    customer = await chat.assigned(agent)
    async with customer.listen() as customer_socket, agent.listen() as agent_socket:
        await customer_socket.until("replay.ended")
        await agent_socket.until("snapshot")
        await customer_socket.send({"type": "typing"})
        assert await agent_socket.until("typing") == {
            "type": "typing",
            "author": {"kind": "customer", "name": ""},
            "conversation_id": customer.id,
        }
        await agent_socket.send({"type": "typing", "conversation_id": customer.id})
        typing = await customer_socket.until("typing")
        assert typing == {"type": "typing", "author": {"kind": "agent", "name": "Ines"}}
        await customer.say("done")
        await customer_socket.until_text("done")
        assert len(customer_socket.of("typing")) == 1, "the customer's own typing does not come back"


async def test_only_the_agent_who_has_the_conversation_is_seen_typing(chat: ServedChat) -> None:
    agent, other = await chat.person(), await chat.person()
    customer = await chat.assigned(agent)
    async with customer.listen() as customer_socket, other.listen() as agent_socket:
        await agent_socket.send({"type": "typing", "conversation_id": customer.id})
        await agent_socket.send({"type": "typing", "conversation_id": "conv_nobody"})
        await agent_socket.send({"type": "typing"})
        assert (await agent_socket.until("error"))["error"]["code"] == "missing_field"
        ok(await agent.reply(customer.id, "Hello!"))
        await customer_socket.until_text("Hello!")
        assert customer_socket.of("typing") == []


async def test_a_message_is_acknowledged_while_the_bot_is_still_working(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    neighbours.bot = held = Held(repeats)
    customer = await chat.customer()
    async with customer.listen() as socket:
        await socket.say("one", "first")
        await held.called.wait()
        await socket.say("two", "second")
        assert [(await socket.until("message.accepted"))["client_message_id"] for _ in range(2)] == ["one", "two"]
        held.let_go.set()
        await socket.until_text("You said: second")
    assert [each["text"] for each in await customer.messages()] == [
        "first",
        "second",
        "You said: first",
        "You said: second",
    ]


async def test_more_than_one_page_of_missed_messages_is_sent(chat: ServedChat) -> None:
    customer = await chat.customer()

    def write_a_lot(connection: Connection) -> None:
        append(connection, get(connection, customer.id, lock=True), [Draft(SYSTEM, "line")] * 450, system_clock())

    await chat.database.write(write_a_lot)
    async with customer.listen(3) as socket:
        assert (await socket.until("replay.ended"))["seq"] == 450
        assert [each["seq"] for each in socket.shown] == list(range(4, 451))


async def test_two_hundred_messages_in_a_second(serve_chat: ServeChat) -> None:
    chat = await serve_chat(messages_per_10_seconds=10, redis_url="")
    customer, other = await chat.customer(), await chat.customer()
    async with customer.listen() as socket:
        await socket.until("replay.ended")
        for number in range(200):
            await socket.say(f"m{number}", "hello")
        assert (await other.say("me too")).status_code == 201, "others are not delayed"
        errors = [(await socket.until("error")) for _ in range(190)]
        assert {error["error"]["code"] for error in errors} == {"rate_limited"}
        assert all(1 <= error["error"]["retry_after"] <= 10 for error in errors)
        assert [error["client_message_id"] for error in errors] == [f"m{number}" for number in range(10, 200)]
    stored = await customer.messages()
    assert sum(1 for each in stored if each["author"]["kind"] == "customer") == 10

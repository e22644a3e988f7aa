"""The agents' socket: a snapshot, then every event with its conversation."""

import asyncio

from tests.fixtures.callers import Staff, ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import Neighbours, repeats


async def test_the_snapshot_has_the_queue_and_the_assigned_conversations(chat: ServedChat) -> None:
    agent, other = await chat.person(), await chat.person()
    taken, waiting = await chat.assigned(agent), await chat.queued()
    await chat.customer()
    async with other.listen() as socket:
        snapshot = await socket.next()
        assert (snapshot["type"], snapshot["queue"]) == ("snapshot", await other.queue())
        assert snapshot["conversations"] == [
            {"id": taken.id, "status": "assigned", "last_seq": 2},
            {"id": waiting.id, "status": "queued", "last_seq": 1},
        ]


async def test_every_event_names_its_conversation(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = repeats
    agent = await chat.person(name="Ines")
    async with agent.listen() as socket:
        await socket.until("snapshot")
        customer = await chat.queued("hello")
        changed = await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
        assert changed["conversation_id"] == changed["conversation"]["id"] == customer.id
        assert changed["conversation"]["handoff"]["reason"] == "asked_for_person"
        await agent.accept(customer.id)
        await socket.until("queue.changed", lambda frame: frame["queue"] == [])
        assert any(len(frame["queue"]) == 1 for frame in socket.of("queue.changed"))
        await customer.say("Is anybody there?")
        created = await socket.until("message.created", lambda frame: "anybody" in frame["message"]["text"])
        assert created["conversation_id"] == customer.id
        note = ok(await agent.reply(customer.id, "a note", visibility="internal"))
        seen = await socket.until_text("a note")
        assert (seen, seen["visibility"], seen["author"]["id"]) == (note, "internal", agent.id)
    assert all(
        "conversation_id" in frame for frame in socket.frames if frame["type"] not in ("snapshot", "queue.changed")
    )
    places = [frame["message"]["seq"] for frame in socket.of("message.created")]
    assert places == sorted(set(places)), "each once, in order"


async def test_agents_see_why_the_bot_wrote_a_message(chat: ServedChat) -> None:
    agent, customer = await chat.person(), await chat.customer()
    async with agent.listen() as socket:
        await socket.until("snapshot")
        await customer.say("How long do I have?")
        answer = await socket.until("message.created", lambda frame: frame["message"]["author"]["kind"] == "bot")
        why = answer["message"]["why"]
        assert (why["rule"], why["action"], why["confidence"], why["threshold"]) == ("sure_enough", "answer", 0.97, 0.8)
        assert why["candidates"][0]["article_id"] == "returns"


async def test_nothing_is_missed_however_the_wake_ups_interleave(chat: ServedChat, neighbours: Neighbours) -> None:
    """Moves and messages at the same moment: an event about one must not hide the other."""
    agent: Staff = await chat.person()
    customers = [await chat.customer() for _ in range(4)]
    async with agent.listen() as socket:
        await socket.until("snapshot")
        for round_ in range(2):
            await asyncio.gather(
                *(
                    call
                    for customer in customers
                    for call in (
                        customer.post(f"{customer.path}/handoff"),
                        *(customer.say("hello", f"{round_}-{number}") for number in range(3)),
                        customer.delete(f"{customer.path}/handoff"),
                    )
                )
            )
        expected = 0
        for customer in customers:
            ok(await customer.post(f"{customer.path}/end"))
            last = (await agent.messages(customer.id))[-1]["seq"]
            expected += last
        while len(socket.of("message.created")) < expected:
            await socket.next()
    for customer in customers:
        seen = [
            frame["message"]["seq"] for frame in socket.of("message.created") if frame["conversation_id"] == customer.id
        ]
        assert seen == list(range(1, len(seen) + 1))


async def test_a_reconnecting_agent_reads_missed_messages_after_the_last_seq(chat: ServedChat) -> None:
    agent = await chat.person()
    customer = await chat.assigned(agent)
    async with agent.listen() as socket:
        last = (await socket.until("snapshot"))["conversations"][0]["last_seq"]
    await customer.say("while she was away")
    async with agent.listen() as socket:
        snapshot = await socket.until("snapshot")
        assert snapshot["conversations"][0]["last_seq"] == last + 1
    missed = ok(await agent.get(f"{customer.path}/messages?after={last}"))["messages"]
    assert [each["text"] for each in missed] == ["while she was away"]

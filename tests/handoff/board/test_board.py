"""The live board: who waits, who has which conversation, who awaits a reply, and what supervisors do from there."""

from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat


async def test_the_board_shows_waiting_customers_and_each_agents_conversations(chat: ServedChat) -> None:
    supervisor, busy, idle = await chat.person("supervisor", name="Sam"), await chat.person(), await chat.person()
    empty = ok(await supervisor.get("/board"))
    assert (empty["waiting"], empty["longest_wait_since"], empty["with_bot"]) == ([], None, 0)
    ok(await idle.put("/presence", {"state": "online"}))
    first, second = await chat.assigned(busy), await chat.assigned(busy)
    waiting, later = await chat.queued(), await chat.queued()
    await chat.customer()
    ok(await first.say("Hello?"))
    ok(await second.say("Hello?"))
    ok(await busy.reply(second.id, "Hello!"))
    ok(await busy.reply(first.id, "a note", visibility="internal"))
    board = ok(await supervisor.get("/board"))
    assert [each["conversation_id"] for each in board["waiting"]] == [waiting.id, later.id]
    assert board["longest_wait_since"] == board["waiting"][0]["waiting_since"]
    assert board["with_bot"] == 1
    on = {agent["id"]: agent for agent in board["agents"]}
    assert board["agents"][0]["id"] == busy.id, "the busiest comes first"
    assert (on[idle.id]["state"], on[idle.id]["conversations"]) == ("online", [])
    held = {each["id"]: each for each in on[busy.id]["conversations"]}
    said = next(each for each in await first.messages() if each["text"] == "Hello?")
    assert held[first.id]["unanswered_since"] == said["created_at"], "a note is not an answer"
    assert held[second.id]["unanswered_since"] is None
    assert refusal(await busy.get("/board")) == (403, "not_allowed")


async def test_a_supervisor_reads_along_writes_notes_and_takes_over(chat: ServedChat) -> None:
    supervisor, agent = await chat.person("supervisor"), await chat.person()
    customer = await chat.assigned(agent)
    async with supervisor.listen() as watching, customer.listen() as hears, agent.listen() as works:
        await works.until("snapshot")
        await watching.until("snapshot")
        await customer.say("My order is late")
        assert (await watching.until_text("My order is late"))["author"]["kind"] == "customer"
        ok(await supervisor.reply(customer.id, "Offer them the voucher.", visibility="internal"))
        assert (await works.until_text("Offer them the voucher."))["visibility"] == "internal"
        ok(await agent.reply(customer.id, "I am sorry."))
        await hears.until_text("I am sorry.")
        assert not any("voucher" in each["text"] for each in hears.shown)
    assert refusal(await supervisor.reply(customer.id, "Hello")) == (409, "already_assigned")
    waiting = await chat.queued()
    assert ok(await supervisor.post(f"{waiting.path}/take-over"))["agent"] == {"name": supervisor.name}
    assert await agent.queue() == []

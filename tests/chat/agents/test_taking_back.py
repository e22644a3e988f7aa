"""Agents take a conversation back: they reopen what is resolved, and undo their own giving back to the bot."""

from tests.fixtures.callers import ok, refusal
from tests.fixtures.chat_process import ServedChat


async def test_a_resolved_conversation_is_reopened_by_an_agent_and_the_customer_is_told(chat: ServedChat) -> None:
    customer, agent, other = await chat.queued(), await chat.person(name="Ines"), await chat.person(name="Tomas")
    await agent.accept(customer.id)
    path = f"/conversations/{customer.id}"
    assert refusal(await other.post(f"{path}/take-back")) == (409, "wrong_status")
    ok(await agent.post(f"{path}/resolve"))
    taken = ok(await other.post(f"{path}/take-back"))
    assert (taken["status"], taken["agent"]) == ("assigned", {"name": "Tomas"})
    told = [each["event"] for each in await customer.messages() if each["event"]]
    assert told[-3:] == ["conversation.resolved", "conversation.reopened", "assignment.created"]
    ok(await other.post(f"{path}/reply", {"client_message_id": "again", "text": "One more thing"}))


async def test_giving_back_to_the_bot_is_undone_by_the_same_agent_only(chat: ServedChat) -> None:
    customer, agent, other = await chat.queued(), await chat.person(), await chat.person()
    await agent.accept(customer.id)
    path = f"/conversations/{customer.id}"
    ok(await agent.post(f"{path}/release"))
    assert refusal(await other.post(f"{path}/take-back")) == (409, "wrong_status")
    assert ok(await agent.post(f"{path}/take-back"))["agent_id"] == agent.id


async def test_the_queue_says_who_waits_and_the_brief_is_there_before_accepting(
    chat: ServedChat,
) -> None:
    customer, agent = await chat.customer(), await chat.person()
    await customer.say("Where is my wheel?")
    ok(await customer.post(f"{customer.path}/handoff", {}))
    (entry,) = await agent.queue()
    assert (entry["customer"], entry["title"]) == (None, "Where is my wheel?")
    brief = ok(await agent.get(f"/conversations/{customer.id}/brief"))
    assert brief["first_message"]["text"] == "Where is my wheel?"
    accepted = await agent.accept(customer.id)
    assert accepted["brief"]["first_message"] == brief["first_message"]
    without = await chat.customer()
    await without.say("Only the bot")
    assert refusal(await agent.get(f"/conversations/{without.id}/brief")) == (404, "not_found")

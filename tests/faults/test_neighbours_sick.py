"""`bot` or `knowledge` is slow, down or sends nonsense: people take over, once, and within the timeouts."""

import asyncio
import time
from typing import Any

import pytest
from aiohttp import web

from tests.fixtures.callers import Customer, Frame, eventually, ok
from tests.fixtures.chat_process import ServeChat, ServedChat
from tests.fixtures.neighbours import (
    Answer,
    Held,
    Neighbours,
    Script,
    always,
    dies,
    evidence,
    fails,
    hangs,
    mumbles,
    repeats,
    steps,
)

SICK = [
    pytest.param(hangs, id="8-hangs"),
    pytest.param(dies, id="7-dies-in-the-middle"),
    pytest.param(fails, id="9-answers-500"),
    pytest.param(mumbles, id="9-invalid-json"),
    pytest.param(always(web.json_response([])), id="9-a-list"),
    pytest.param(always({}), id="9-an-empty-object"),
]
SICK_BOT = [
    *SICK,
    pytest.param(always(steps()), id="10-no-steps"),
    pytest.param(always(steps("hello")), id="9-a-step-that-is-a-text"),  # type: ignore[arg-type]
    pytest.param(always(steps({"words": "hello"})), id="9-a-step-without-text"),
    pytest.param(always(steps({"text": None})), id="9-a-text-that-is-null"),
    pytest.param(always(steps({"text": "Hm?", "buttons": [{"title": "x"}]})), id="9-half-a-button"),
    pytest.param(always(steps({"text": "hello"}, intents=[{"intent": "x"}])), id="9-half-an-intent"),
    pytest.param(always(steps({"text": "hello"}, in_scope="much")), id="9-a-wrong-number"),
    pytest.param(always(steps({"text": "hello"}, state=[1])), id="9-a-state-that-is-a-list"),
    pytest.param(always(steps({"effect": "launch"})), id="9-an-unknown-effect"),
    pytest.param(always(steps({"effect": "hand_over"})), id="9-a-handoff-without-reason"),
    pytest.param(always(steps({"effect": "look_up"})), id="9-effects-without-end"),
]
SICK_KNOWLEDGE = [
    *SICK,
    pytest.param(always({"vector": []}), id="9-no-evidence"),
    pytest.param(always({"vector": [0.0], "evidence": {"candidates": [{"title": "x"}]}}), id="9-half-a-candidate"),
    pytest.param(always({"evidence": evidence()["evidence"]}), id="9-no-vector"),
]


async def handed_over(customer: Customer) -> list[Frame]:
    """The messages, once the conversation waits for a person."""
    async with customer.listen(0) as socket:
        await socket.until("conversation.changed", lambda frame: frame["conversation"]["status"] == "queued")
    return await customer.messages()


async def check_handed_over_once(chat: ServedChat, customer: Customer) -> None:
    began = time.monotonic()
    assert (await customer.say("hello")).status_code == 201
    messages = await handed_over(customer)
    assert time.monotonic() - began < 10
    assert [each["author"]["kind"] for each in messages] == ["customer", "bot", "system"]
    assert "colleague" in messages[1]["text"]
    agent = await chat.person()
    assert [each["reason"] for each in await agent.queue()] == ["bot_unavailable"]
    why = (await agent.messages(customer.id))[1]["why"]
    assert why["reason"] == "bot_unavailable"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("sick", SICK_BOT)
async def test_a_failing_bot_leads_to_a_handoff(chat: ServedChat, neighbours: Neighbours, sick: Script) -> None:
    neighbours.bot = sick
    await check_handed_over_once(chat, await chat.customer())


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("sick", SICK_KNOWLEDGE)
async def test_a_failing_knowledge_leads_to_a_handoff(chat: ServedChat, neighbours: Neighbours, sick: Script) -> None:
    neighbours.knowledge = sick
    await check_handed_over_once(chat, await chat.customer())


async def test_with_both_down_there_is_a_handoff_and_after_their_return_an_answer(
    chat: ServedChat, neighbours: Neighbours
) -> None:
    neighbours.bot = repeats
    customer = await chat.customer()
    await neighbours.stop()
    await check_handed_over_once(chat, customer)
    await neighbours.start()
    await customer.say("still queued?")
    assert (await customer.read())["status"] == "queued", "it stays queued when the bot is back"
    ok(await customer.delete(f"{customer.path}/handoff"))
    await until_well(chat)
    await customer.say("and now?")
    async with customer.listen() as socket:
        await socket.until_text("You said: and now?")
    said = [each["text"] for each in await customer.messages() if each["author"]["kind"] == "bot"]
    assert said[1:] == ["You said: and now?"], "what came while a person was asked for gets no turn afterwards"


async def until_well(chat: ServedChat) -> None:
    """Waits until the breakers let calls through again."""

    async def well() -> bool:
        customer = await chat.customer()
        await customer.say("hello")
        async with customer.listen() as socket:
            frame = await socket.until("message.created", lambda each: each["message"]["author"]["kind"] == "bot")
        return "You said" in frame["message"]["text"]

    await eventually(well)


async def test_a_bad_answer_is_requested_again(chat: ServedChat, neighbours: Neighbours) -> None:
    answers: list[Answer] = [steps(), steps({"text": "Better now."})]

    async def once_empty(_call: dict[str, Any]) -> Answer:
        return answers.pop(0)

    neighbours.bot = once_empty
    customer = await chat.customer()
    await customer.say("hello")
    async with customer.listen() as socket:
        await socket.until_text("Better now.")
    assert (await customer.read())["status"] == "bot"


async def test_another_bot_process_takes_over_the_call_of_a_dying_one(
    serve_chat: ServeChat, neighbours: Neighbours
) -> None:
    other = Neighbours()
    await other.start()
    neighbours.bot, other.bot = dies, repeats
    chat = await serve_chat(bot_urls=f"{neighbours.url},{other.url}")
    customer = await chat.customer()
    async with customer.listen() as socket:
        for number in range(6):
            await customer.say(f"text {number}")
            await socket.until_text(f"You said: text {number}")
    assert (await customer.read())["status"] == "bot"
    assert len(neighbours.bot_calls) <= 4, "and the dying one is soon left alone"
    await other.stop()


async def test_a_hanging_bot_is_soon_skipped_and_tried_again_later(
    serve_chat: ServeChat, neighbours: Neighbours
) -> None:
    neighbours.bot = hangs
    chat = await serve_chat(breaker_pause_seconds=0.5)
    customers = [await chat.customer() for _ in range(12)]
    for customer in customers[:3]:
        await customer.say("hello")
        await handed_over(customer)
    asked = len(neighbours.bot_calls)
    began = time.monotonic()
    for customer in customers[3:]:
        await customer.say("hello")
    await asyncio.gather(*(handed_over(customer) for customer in customers[3:]))
    assert len(neighbours.bot_calls) - asked <= 2 + (time.monotonic() - began) / 0.5, "one probe a pause"
    neighbours.bot = repeats
    await until_well(chat)


@pytest.mark.parametrize("meanwhile", ["asked", "taken", "ended", "given back"])
async def test_a_late_answer_of_the_bot_is_dropped(
    serve_chat: ServeChat, neighbours: Neighbours, meanwhile: str
) -> None:
    neighbours.bot = held = Held(always(steps({"text": "Far too late."})))
    chat = await serve_chat(bot_timeout_seconds=30)
    customer, agent = await chat.customer(), await chat.person()
    await customer.say("hello")
    await held.called.wait()
    if meanwhile == "ended":
        ok(await customer.post(f"{customer.path}/end"))
    else:
        ok(await customer.post(f"{customer.path}/handoff"))
    if meanwhile in ("taken", "given back"):
        await agent.accept(customer.id)
    if meanwhile == "given back":
        ok(await agent.post(f"{customer.path}/release"))
    neighbours.bot = repeats
    held.let_go.set()
    running = chat.container.turns._running
    await eventually(lambda: idle(running))
    assert not any("late" in each["text"] for each in await agent.messages(customer.id))
    if meanwhile == "given back":
        await customer.say("and now?")
        async with customer.listen() as socket:
            await socket.until_text("You said: and now?")


async def idle(running: dict[str, Any]) -> bool:
    return not running


async def test_steps_after_a_handoff_are_dropped(chat: ServedChat, neighbours: Neighbours) -> None:
    neighbours.bot = always(
        steps({"text": "One moment."}, {"effect": "hand_over", "reason": "frustration"}, {"text": "By the way …"})
    )
    customer = await chat.customer()
    await customer.say("this is the third time!")
    said = [each["text"] for each in await handed_over(customer) if each["author"]["kind"] == "bot"]
    assert said == ["One moment."]


async def test_turns_wait_for_a_bot_that_is_still_loading(serve_chat: ServeChat, neighbours: Neighbours) -> None:
    neighbours.ready = False
    neighbours.bot = repeats
    chat = await serve_chat(loading_grace_seconds=20)
    customer = await chat.customer()
    async with customer.listen() as socket:
        assert (await customer.say("hello")).status_code == 201
        assert (await customer.read())["status"] == "bot"
        neighbours.ready = True
        await socket.until_text("You said: hello")


async def test_an_order_is_looked_up_between_two_calls_of_a_turn(chat: ServedChat, neighbours: Neighbours) -> None:
    async def clerk(call: dict[str, Any]) -> Answer:
        if call["event"] is None:
            return steps({"effect": "look_up", "order_number": "WW-00000", "email": "a@example.com"})
        return steps({"text": f"{call['event']['name']} {call['event']['entities']}"})

    neighbours.bot = clerk
    customer = await chat.customer()
    await customer.say("Where is my order?")
    async with customer.listen() as socket:
        await socket.until_text("order_not_found {}")
    assert neighbours.bot_calls[1]["state"] == {"turns": 1}


async def test_an_address_recorded_by_the_dialogue_is_stored(chat: ServedChat, neighbours: Neighbours) -> None:
    async def clerk(call: dict[str, Any]) -> Answer:
        if call["event"] is None:
            return steps({"effect": "save_contact", "email": "mara@example.com", "contact_note": "after six"})
        return steps({"text": "Noted."})

    neighbours.bot = clerk
    customer, agent = await chat.customer(), await chat.person()
    await customer.say("write to me")
    async with customer.listen() as socket:
        await socket.until_text("Noted.")
    panel = ok(await agent.get(f"{customer.path}/customer"))
    assert panel["contact"] == {"email": "mara@example.com", "phone": None, "note": "after six"}

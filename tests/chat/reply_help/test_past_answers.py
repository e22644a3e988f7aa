"""Past answers to similar questions: without another customer's data, and only from readable conversations."""

import re

import pytest

from chat.reply_help.masking import mask, names_in
from tests.fixtures.callers import Customer, Staff, ok, refusal
from tests.fixtures.chat_process import ServedChat

ARTICLES = {"Wren", "Wheel", "Monday"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Hi Mara,\nyour refund comes within 14 days.", "your refund comes within 14 days."),
        ("Dear Mrs. Vance, the refund takes a week. Kind regards", "the refund takes a week. Kind regards"),
        ("The refund for WW-48213 comes next week.", "The refund for {number} comes next week."),
        ("We called +32 2 555 12 34 and 0470/12.34.56 about it.", "We called {number} and {number} about it."),
        ("I wrote to mara.vance@example.com about it, twice.", "I wrote to {email} about it, twice."),
        ("See https://shop.example/track?id=abc for where it is.", "See {link} for where it is."),
        ("On Monday, mara, from Wren & Wheel itself.", "On Monday, {customer_name}, from Wren & Wheel itself."),
        ("I have asked Peters in the workshop to look at it.", "I have asked {name} in the workshop to look at it."),
        ("You may write to Mr. Peters about the wheel.", "You may write to {name}. {name} about the wheel."),
        ("Mara Vance, the wheel is in the post already.", "{customer_name}, the wheel is in the post already."),
        ("Peters, the wheel is in the post already.", "{name}, the wheel is in the post already."),
        ("The wheel is in the post already.\nBest regards,\nInes", "The wheel is in the post already."),
        ("I am Ines and I shall look after the wheel.", "I am {agent_name} and I shall look after the wheel."),
        ("Put {order_number} on the parcel, please.", "Put (order_number) on the parcel, please."),
        ("Ask Ann, Bob, Cem or Dee about it right now.", None),
        ("Yes.", None),
    ],
)  # fmt: skip
def test_only_text_without_personal_data_is_shown(said: str, shown: str | None) -> None:
    assert mask(said, ["Mara Vance"], "Ines", ARTICLES.__contains__) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("We called you on 02 - 555 - 12 - 34 about it.", "We called you on {number} about it."),
        ("We called +32 2 / 555 / 12 / 34 about the wheel.", "We called {number} about the wheel."),
        ("We shall call (02) 55 - 51 - 23 - 4, as agreed.", "We shall call {number}, as agreed."),
        ("It has 24 - 28 spokes and weighs 12 - 14 kg.", "It has 24 - 28 spokes and weighs 12 - 14 kg."),
    ],
)
def test_a_customers_number_is_recognised_in_any_spelling(said: str, shown: str) -> None:
    assert mask(said, [], "Ines", ARTICLES.__contains__, ["+32 2 555 12 34"]) == shown


def test_customers_names_are_found() -> None:
    assert names_in(["Hello, my name is Mara Vance.", "i am late", "I'm Joe"]) == ["Mara Vance", "Joe"]


async def settled(
    chat: ServedChat, agent: Staff, asked: str, answered: str, outcome: str = "solved", department: str | None = None
) -> Customer:
    customer = await chat.customer()
    ok(await customer.say(asked))
    ok(await customer.post(f"{customer.path}/handoff", {"department": department} if department else {}))
    await agent.accept(customer.id)
    ok(await agent.reply(customer.id, answered))
    ok(await agent.post(f"{customer.path}/resolve", {"outcome": outcome}))
    return customer


async def test_a_similar_question_finds_what_was_answered(chat: ServedChat) -> None:
    supervisor = await chat.person("supervisor")
    ines, tom = await chat.person(name="Ines"), await chat.person(name="Tom")
    workshop = ok(await supervisor.post("/departments", {"name": "Workshop"}))["id"]
    orders = ok(await supervisor.post("/departments", {"name": "Orders"}))["id"]
    clerk = await chat.person(name="Cleo", departments=(orders,))
    answered = "Hi Mara, clean the rim of WW-48213 with alcohol, says Ines."
    good = await settled(chat, ines, "My name is Mara. The rear brake squeals", answered)
    await settled(chat, ines, "Where is my parcel?", "It is in the post since yesterday.")
    await settled(chat, ines, "The rear brake squeals", "I shall never hear the end of it.", outcome="unsolved")
    await settled(chat, ines, "The rear brake squeals", "Turn the barrel of the brake.", department=workshop)
    customer = await chat.assigned(tom)
    path = f"{customer.path}/past-answers"
    assert ok(await tom.get(path)) == {"question": None, "past_answers": []}
    ok(await customer.say("Hello, why does my rear brake squeal?"))
    found = ok(await tom.get(path))
    assert found["question"]["text"] == "Hello, why does my rear brake squeal?"
    workshops, mine = sorted(found["past_answers"], key=lambda each: each["conversation_id"] == good.id)
    assert workshops["text"] == "Turn the barrel of the brake."
    assert mine["text"] == "clean the rim of {number} with alcohol, says Tom."
    assert (mine["agent"]["name"], mine["conversation_id"]) == ("Ines", good.id)
    assert not re.search("Mara|48213", str({**mine, "agent": None}))
    others = await chat.queued("Why does my rear brake squeal?")
    ok(await clerk.post(f"/handoffs/{(await clerk.queue())[0]['handoff_id']}/accept"))
    seen = ok(await clerk.get(f"{others.path}/past-answers"))["past_answers"]
    assert [each["conversation_id"] for each in seen] == [good.id], "not the workshop's, which she may not read"
    ok(await tom.reply(customer.id, "Oil helps."))
    assert ok(await tom.get(path))["past_answers"] == [], "no question is open"
    assert refusal(await tom.get("/conversations/conv_none/past-answers")) == (404, "not_found")


async def test_neither_number_nor_address_left_by_a_customer_is_shown(chat: ServedChat) -> None:
    ines, tom = await chat.person(name="Ines"), await chat.person(name="Tom")
    customer = await chat.queued("The rear brake squeals")
    for left in ({"phone": "+32 2 555 12 34"}, {"email": "marabel@example.com"}):
        ok(await customer.post(f"{customer.path}/contact", left))
    await ines.accept(customer.id)
    ok(await ines.reply(customer.id, "We rang 02 - 555 - 12 - 34, marabel: the brake needs new pads, of course."))
    ok(await ines.post(f"{customer.path}/resolve", {"outcome": "solved"}))
    asking = await chat.assigned(tom)
    ok(await asking.say("Why does my rear brake squeal?"))
    (found,) = ok(await tom.get(f"{asking.path}/past-answers"))["past_answers"]
    assert found["text"] == "We rang {number}, {customer_name}: the brake needs new pads, of course."


async def test_stop_words_and_wildcards_find_nothing(chat: ServedChat) -> None:
    agent = await chat.person()
    await settled(chat, agent, "The rear brake squeals", "Turn the barrel of the brake.")
    for said in ("Hello, how are you?", "% _ *", "48213", "rear window"):
        customer = await chat.assigned(agent)
        ok(await customer.say(said))
        assert ok(await agent.get(f"{customer.path}/past-answers"))["past_answers"] == [], said

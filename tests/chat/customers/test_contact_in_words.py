"""Contact details that a waiting customer types as a message while nobody of the team is there."""

from typing import Any

import pytest

from chat.customers.contact_in_words import contact_in
from tests.fixtures.callers import Customer, ok
from tests.fixtures.chat_process import ServedChat


async def left(customer: Customer) -> list[Any]:
    return [each for each in await customer.messages() if each.get("event") == "contact.left"]


@pytest.mark.parametrize(
    ("text", "email", "phone"),
    [
        ("its 07700 900123", None, "07700 900123"),
        ("+31 (0)6 12 34 56 78", None, "+31 (0)6 12 34 56 78"),
        ("you can call me on 0049 171/2345678 after six", None, "0049 171/2345678"),
        ("(555) 010-7788 thanks", None, "(555) 010-7788"),
        ("Mara.Smit@Example.com", "mara.smit@example.com", None),
        ("mail me at mara@example.com or ring 020 7946 0123.", "mara@example.com", "020 7946 0123"),
    ],
)
def test_an_address_or_a_number_is_found_in_a_short_message(text: str, email: str | None, phone: str | None) -> None:
    found = contact_in(text)
    assert found is not None
    assert (found.email, found.phone) == (email, phone)


@pytest.mark.parametrize(
    "text",
    [
        "my order is WW-48213",
        "order 0048213",
        "I paid 1.200,00 on 12.03.2026",
        "12345678",
        "are you there?",
        "either a@example.com or b@example.com",
        "mara@example",
        "so " * 26 + "mara@example.com",
    ],
)
def test_other_numbers_and_stories_are_no_contact(text: str) -> None:
    assert contact_in(text) is None


async def test_a_number_typed_while_nobody_is_there_is_kept_and_confirmed(chat: ServedChat) -> None:
    customer, agent = await chat.queued(), await chat.person()
    ok(await customer.say("its 07700 900123"))
    (event,) = await left(customer)
    assert event["text"]
    panel = ok(await agent.get(f"{customer.path}/customer"))
    assert panel["contact"]["phone"] == "07700 900123"
    ok(await customer.say("hello? anybody?"))
    assert len(await left(customer)) == 1


async def test_a_resent_message_leaves_its_contact_once(chat: ServedChat) -> None:
    customer = await chat.queued()
    for _ in range(2):
        assert (await customer.say("mara@example.com", "the-same-id")).is_success
    assert len(await left(customer)) == 1


async def test_while_an_agent_is_there_the_message_is_theirs_to_read(chat: ServedChat) -> None:
    agent = await chat.person()
    await agent.put("/presence", {"state": "online"})
    customer = await chat.queued()
    ok(await customer.say("its 07700 900123"))
    assert await left(customer) == []


async def test_with_the_bot_an_address_is_not_taken_by_the_queue(chat: ServedChat) -> None:
    customer = await chat.customer()
    ok(await customer.say("mara@example.com"))
    assert await left(customer) == []

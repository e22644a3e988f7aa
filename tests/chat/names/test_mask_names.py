"""If the company wants it, editors read no name that a customer gave of themselves, and the bot learns none."""

from typing import Any

import pytest
from sqlalchemy import select

from kit.database import Database
from knowledge_base.models import decisions
from tests.chat.gaps.test_gaps import UNSURE, grouping, listed, opened
from tests.chat.turns.test_outcomes import told
from tests.fixtures.callers import Customer, Staff, ok
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.neighbours import Neighbours, always

QUESTION = "can Mara rent a tandem, asks Janssens"


async def asked_by_mara(chat: ServedChat, neighbours: Neighbours) -> Customer:
    """They leave their address before they ask."""
    neighbours.knowledge = always(UNSURE)
    customer = await chat.customer()
    ok(await customer.post(f"{customer.path}/contact", {"email": "mara.janssens@example.com", "note": "hello"}))
    await told(customer, QUESTION)
    return customer


async def mask(chat: ServedChat) -> None:
    admin = await chat.person("admin", name="Ada")
    ok(await admin.put("/company-settings", {"version": 0, "values": {"mask_names": "on"}}))


async def learned(database: Database) -> list[str]:
    return await database.read(lambda connection: list(connection.scalars(select(decisions.c.question))))


async def texts_of_editors(chat: ServedChat, neighbours: Neighbours) -> list[str]:
    """Every question that an editor is shown."""
    editor: Staff = await chat.person("editor", name="Edith")
    neighbours.today = grouping()
    groups = await listed(editor)
    inside: list[dict[str, Any]] = [each for group in groups for each in (await opened(editor, group))["questions"]]
    tried = ok(await editor.post("/sensitive-topics/try", {"phrases": ["rent a tandem"]}))
    return [each["question"] for each in (*groups, *inside)] + [each["text"] for each in tried["examples"]]


@pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
async def test_names_are_masked_in_what_editors_read_and_what_is_learned(
    chat: ServedChat, neighbours: Neighbours, database: Database, on: bool
) -> None:
    if on:
        await mask(chat)
    customer = await asked_by_mara(chat, neighbours)
    read = await texts_of_editors(chat, neighbours)
    assert len(read) == 3
    for text in (*read, *await learned(database)):
        assert text == ("can [name] rent a tandem, asks [name]" if on else QUESTION)
    assert QUESTION in [each["text"] for each in await customer.messages()], "the transcript stays as it was written"


async def test_a_name_that_is_given_later_is_masked_for_editors_too(chat: ServedChat, neighbours: Neighbours) -> None:
    await mask(chat)
    neighbours.knowledge = always(UNSURE)
    customer = await chat.customer()
    await told(customer, QUESTION)
    ok(await customer.post(f"{customer.path}/contact", {"email": "mara.janssens@example.com", "note": "hello"}))
    assert set(await texts_of_editors(chat, neighbours)) == {"can [name] rent a tandem, asks [name]"}

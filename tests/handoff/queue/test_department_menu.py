"""The department menu: a waiting customer may choose by button or in words, and keeps their position."""

import pytest

from kit.clock import system_clock
from staff.departments.service import add_department, ensure_default_department
from tests.fixtures.callers import Customer, ok, refusal
from tests.fixtures.chat_process import ServedChat
from tests.fixtures.widget_words import check_widget_can_say


@pytest.fixture
async def workshop(chat: ServedChat) -> str:
    """Adds a second department beside the default one."""
    now = system_clock()
    await chat.database.write(ensure_default_department, now)
    return (await chat.database.write(add_department, "Bicycle Workshop", now)).id


async def menu(customer: Customer) -> list[str]:
    body = ok(await customer.get(customer.path))
    return [each["name"] for each in body.get("departments", [])]


async def test_the_menu_says_which_departments_are_closed(chat: ServedChat, workshop: str) -> None:
    admin = await chat.person("admin")
    never = {"time_zone": "Europe/Amsterdam", "weekly": {}}
    ok(await admin.call("PATCH", f"/departments/{workshop}", {"hours": never}))
    customer = await chat.queued()
    offered = ok(await customer.get(customer.path))["departments"]
    assert {each["name"]: each["open"] for each in offered} == {"Support": True, "Bicycle Workshop": False}


async def departments_of_queue(chat: ServedChat) -> list[str | None]:
    supervisor = await chat.person("supervisor")
    return [row["department"] for row in await supervisor.queue()]


async def test_a_button_moves_a_waiting_customer_to_a_department_at_their_position(
    chat: ServedChat, workshop: str
) -> None:
    customer = await chat.customer()
    assert await menu(customer) == [], "customers of the bot are not asked"
    ok(await customer.post(f"{customer.path}/handoff"))
    behind = await chat.queued()
    assert await menu(customer) == ["Support", "Bicycle Workshop"]
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    assert await menu(customer) == [], "asked only once"
    assert await departments_of_queue(chat) == [workshop, None], "the position stays the same"
    (said,) = [each for each in await customer.messages() if each.get("event") == "department.chosen"]
    assert said["text"] == "You are in the queue for Bicycle Workshop."
    assert said["details"] == {"department": "Bicycle Workshop"}
    check_widget_can_say(said["event"], said["details"])
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    assert [each.get("event") for each in await customer.messages()].count("department.chosen") == 1
    assert refusal(await behind.post(f"{behind.path}/handoff", {"department": "no such"})) == (404, "not_found")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("the bicycle workshop, please", True),
        ("BICYCLE WORKSHOP", True),
        ("the workshop", False),
        ("support or the bicycle workshop", False),
        ("I was at the bicycle workshop yesterday and nobody knew about my order", False),
    ],
)
async def test_words_are_enough_if_they_name_one_department(
    chat: ServedChat, workshop: str, text: str, chosen: bool
) -> None:
    customer = await chat.queued()
    ok(await customer.say(text))
    assert await departments_of_queue(chat) == [workshop if chosen else None]


async def test_with_one_department_there_is_no_menu(chat: ServedChat) -> None:
    await chat.database.write(ensure_default_department, system_clock())
    assert await menu(await chat.queued()) == []


async def test_a_department_is_not_archived_while_customers_are_in_it(chat: ServedChat, workshop: str) -> None:
    supervisor, agent, customer = await chat.person("supervisor"), await chat.person(), await chat.customer()
    ok(await customer.post(f"{customer.path}/handoff", {"department": workshop}))
    path = f"/departments/{workshop}"
    for _ in range(2):  # waiting, then with an agent
        refused = await supervisor.call("PATCH", path, {"active": False})
        assert refusal(refused) == (409, "department_in_use")
        assert refused.json()["error"]["count"] == 1
        if ok(await agent.get(customer.path))["status"] == "queued":
            await agent.accept(customer.id)
    ok(await agent.post(f"{customer.path}/resolve"))
    assert not ok(await supervisor.call("PATCH", path, {"active": False}))["active"]
    ok(await supervisor.call("PATCH", path, {"active": False, "name": "Old workshop"}))

"""Presence: the state that an agent set counts while their lease is renewed, and no longer."""

from collections.abc import Callable

import httpx
import pytest

from handoff.agents.service import change_agent
from handoff.presence import service as presence
from kit.database import Database
from kit.events import Event
from staff.departments import service as departments_service
from tests.fixtures.staff import StaffApp


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def staff(open_database: Callable[..., Database], told: list[Event]) -> StaffApp:
    return StaffApp(open_database(told.append))


async def put(client: httpx.AsyncClient, state: str) -> None:
    answer = await client.put("/presence", json={"state": state})
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"state": state}


async def available(staff: StaffApp, department_id: str | None = None) -> int:
    return await staff.database.read(presence.agents_available, staff.clock(), department_id)


async def test_an_online_agent_is_listed_and_counted(staff: StaffApp) -> None:
    ines, tomas = await staff.signed_in("agent", name="Ines"), await staff.signed_in("agent", name="Tomas")
    editor = await staff.signed_in("editor", name="Edith")
    assert await available(staff) == 0
    await put(ines, "online")
    await put(tomas, "away")
    assert await available(staff) == 1
    agents = (await editor.get("/presence")).json()["agents"]
    assert [(agent["name"], agent["state"]) for agent in agents] == [("Ines", "online"), ("Tomas", "away")]
    await put(ines, "offline")
    assert await available(staff) == 0


async def test_a_call_without_a_console_is_valid_for_fifteen_minutes(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent")
    await put(ines, "online")
    staff.clock.move(seconds=899)
    assert await available(staff) == 1
    staff.clock.move(seconds=1)
    assert await available(staff) == 0
    assert (await ines.get("/presence")).json()["agents"][0]["state"] == "offline"


async def test_an_open_console_decides_how_long_the_lease_lasts(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent")
    me = (await ines.get("/me")).json()["id"]
    await put(ines, "online")
    for _ in range(20):
        await staff.database.write(presence.renew_presence, me, staff.clock())
        staff.clock.move(seconds=40)
    assert await available(staff) == 1
    staff.clock.move(seconds=20)
    assert await available(staff) == 0


async def test_an_expired_lease_is_found_once_and_the_agent_stays_offline_until_they_say_otherwise(
    staff: StaffApp, told: list[Event]
) -> None:
    ines = await staff.signed_in("agent")
    me = (await ines.get("/me")).json()["id"]
    await put(ines, "online")
    staff.clock.move(hours=1)
    told.clear()
    assert await staff.database.write(presence.end_lapsed, staff.clock()) == [me]
    assert told == [Event("presence.changed", {"person_id": me, "state": "offline"})]
    assert await staff.database.write(presence.end_lapsed, staff.clock()) == []
    await staff.database.write(presence.renew_presence, me, staff.clock())
    assert await available(staff) == 0
    await put(ines, "online")
    assert await available(staff) == 1


async def test_a_changed_state_is_published_and_a_repeated_one_is_not(staff: StaffApp, told: list[Event]) -> None:
    ines = await staff.signed_in("agent")
    me = (await ines.get("/me")).json()["id"]
    told.clear()
    await put(ines, "online")
    await put(ines, "online")
    await put(ines, "away")
    changes = [Event("presence.changed", {"person_id": me, "state": state}) for state in ("online", "away")]
    assert told == changes


async def test_agents_count_for_their_departments_and_without_any_for_all(staff: StaffApp) -> None:
    add = departments_service.add_department
    parts = await staff.database.write(add, "Parts", staff.clock())
    workshop = await staff.database.write(add, "Workshop", staff.clock())
    admin = await staff.signed_in("admin")
    ines, tomas = await staff.signed_in("agent", name="Ines"), await staff.signed_in("agent", name="Tomas")
    await put(ines, "online")
    await put(tomas, "online")
    ines_id = (await ines.get("/me")).json()["id"]
    changed = await admin.patch(f"/people/{ines_id}", json={"departments": [parts.id]})
    assert changed.json()["departments"] == [parts.id]
    assert [await available(staff, each) for each in (parts.id, workshop.id, None)] == [2, 1, 2]


async def test_a_deactivated_person_or_former_agent_is_not_available(staff: StaffApp) -> None:
    await staff.add("admin")
    for change in ({"active": False}, {"roles": ["editor"]}):
        agent = await staff.signed_in(
            "supervisor", name=f"with {next(iter(change))}", email=f"{next(iter(change))}@b.example"
        )
        me = (await agent.get("/me")).json()["id"]
        await put(agent, "online")
        assert await available(staff) == 1
        await staff.database.write(change_agent, me, change, staff.clock())
        assert await available(staff) == 0
        # Found as gone, so that their conversations go to others.
        assert await staff.database.write(presence.end_lapsed, staff.clock()) == [me]


async def test_an_editor_takes_no_conversations_and_has_no_presence(staff: StaffApp) -> None:
    editor = await staff.signed_in("editor")
    assert (await editor.put("/presence", json={"state": "online"})).status_code == 403
    agent = await staff.signed_in("agent")
    assert (await agent.put("/presence", json={"state": "asleep"})).status_code == 400


async def test_a_deactivated_person_who_was_never_online_is_found_gone_too(staff: StaffApp) -> None:
    agent = await staff.add("agent")
    await staff.database.write(change_agent, agent.id, {"active": False}, staff.clock())
    assert await staff.database.write(presence.end_lapsed, staff.clock()) == [agent.id]
    assert await staff.database.write(presence.end_lapsed, staff.clock()) == []

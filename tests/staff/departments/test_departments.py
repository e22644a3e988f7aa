"""Departments: there is always a default, names are unique, and opening hours follow the department's local time."""

from datetime import UTC, datetime

import pytest

from kit.database import Database
from kit.errors import NotFound
from staff.departments import service as departments_service
from staff.departments.department import open_at
from tests.fixtures.staff import StaffApp, code_of

HOURS = {
    "time_zone": "Europe/Brussels",
    "weekly": {"monday": [["08:00", "12:00"], ["13:00", "18:00"]], "saturday": [["09:00", "24:00"]]},
    "holidays": ["2030-03-11", "05-01"],
}


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2030, 3, 4, 7, 0, tzinfo=UTC), True),  # Monday, 8 o'clock in winter
        (datetime(2030, 3, 4, 6, 59, tzinfo=UTC), False),
        (datetime(2030, 7, 1, 6, 0, tzinfo=UTC), True),  # Monday, 8 o'clock in summer
        (datetime(2030, 3, 4, 11, 30, tzinfo=UTC), False),  # the midday break
        (datetime(2030, 3, 4, 17, 0, tzinfo=UTC), False),  # 18:00 is closing time
        (datetime(2030, 3, 9, 22, 59, tzinfo=UTC), True),  # Saturday, open until midnight
        (datetime(2030, 3, 9, 23, 0, tzinfo=UTC), False),  # Sunday there, still Saturday in UTC
        (datetime(2030, 3, 11, 10, 0, tzinfo=UTC), False),  # a Monday that is a holiday
        (datetime(2031, 3, 10, 10, 0, tzinfo=UTC), True),  # only in that year
        (datetime(2032, 5, 1, 10, 0, tzinfo=UTC), False),  # a Saturday that is a yearly holiday
        (datetime(2034, 5, 1, 10, 0, tzinfo=UTC), False),  # and a Monday
    ],
)
def test_hours_follow_local_time(moment: datetime, expected: bool) -> None:
    assert open_at(HOURS, moment) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2030, 12, 24, 8, 30, tzinfo=UTC), True),  # a Tuesday, on which it is closed in other weeks
        (datetime(2030, 12, 24, 11, 0, tzinfo=UTC), False),
        (datetime(2029, 12, 24, 8, 30, tzinfo=UTC), False),  # a Monday, but closed every year
        (datetime(2030, 5, 1, 9, 30, tzinfo=UTC), True),  # its hours come before the holiday
        (datetime(2029, 10, 1, 9, 30, tzinfo=UTC), False),  # a Monday that is closed under its name
        (datetime(2029, 10, 8, 9, 30, tzinfo=UTC), True),
    ],
)
def test_a_special_day_has_hours_of_its_own(moment: datetime, expected: bool) -> None:
    days = [
        {"date": "12-24", "name": "Christmas Eve"},
        {"date": "2030-12-24", "open": [["09:00", "12:00"]]},
        {"date": "05-01", "name": "Labour Day", "open": [["10:00", "12:00"]]},
        {"date": "2029-10-01", "name": "Stocktaking", "open": []},
    ]
    assert open_at({**HOURS, "special_days": days}, moment) is expected


def test_without_hours_it_is_always_open() -> None:
    assert open_at(None, datetime(2030, 3, 10, 3, 0, tzinfo=UTC))


async def test_supervisors_change_departments_and_all_staff_see_them(staff: StaffApp) -> None:
    supervisor, agent = await staff.signed_in("supervisor"), await staff.signed_in("agent")
    made = await supervisor.post("/departments", json={"name": "Workshop", "low_confidence": "offer", "hours": HOURS})
    assert made.status_code == 201
    assert made.json()["hours"] == HOURS
    assert made.json()["open"] is True
    again = await supervisor.post("/departments", json={"name": "Workshop"})
    assert (again.status_code, code_of(again)) == (409, "conflict")
    path = f"/departments/{made.json()['id']}"
    changed = await supervisor.patch(path, json={"hours": None, "low_confidence": "queue"})
    assert (changed.json()["hours"], changed.json()["low_confidence"]) == (None, "queue")
    assert changed.json()["name"] == "Workshop"
    days = [{"date": "12-31", "name": "New Year's Eve", "open": [["09:00", "12:00"]]}, {"date": "2030-04-01"}]
    special = {**HOURS, "special_days": days}
    assert (await supervisor.patch(path, json={"hours": special})).json()["hours"] == special
    names = [department["name"] for department in (await agent.get("/departments")).json()["departments"]]
    assert names == ["Workshop"]
    assert (await agent.patch(path, json={"name": "Mine"})).status_code == 403
    assert (await supervisor.patch("/departments/dep_none", json={"name": "N"})).status_code == 404


@pytest.mark.parametrize(
    "hours",
    [
        {"time_zone": "Mars/Olympus", "weekly": {}},
        {"time_zone": "../../etc/passwd", "weekly": {}},
        {"time_zone": "UTC", "weekly": {"someday": []}},
        {"time_zone": "UTC", "weekly": {"monday": [["18:00", "08:00"]]}},
        {"time_zone": "UTC", "weekly": {"monday": [["8", "9"]]}},
        {"time_zone": "UTC", "weekly": {}, "holidays": ["2030-02-29"]},
        {"time_zone": "UTC", "weekly": {}, "holidays": ["13-01"]},
        {"time_zone": "UTC", "weekly": {}, "holidays": ["Christmas"]},
        {"time_zone": "UTC", "weekly": {}, "special_days": [{"name": "Christmas"}]},
        {"time_zone": "UTC", "weekly": {}, "special_days": [{"date": "12-32"}]},
        {"time_zone": "UTC", "weekly": {}, "special_days": [{"date": "12-24", "open": [["18:00", "08:00"]]}]},
        {"time_zone": "UTC", "weekly": {}, "special_days": [{"date": "12-24"}, {"date": "12-24", "name": "Again"}]},
    ],
)
async def test_invalid_hours_are_refused(staff: StaffApp, hours: dict[str, object]) -> None:
    supervisor = await staff.signed_in("supervisor")
    answer = await supervisor.post("/departments", json={"name": "Workshop", "hours": hours})
    assert (answer.status_code, code_of(answer)) in ((400, "bad_type"), (400, "missing_field"))


async def test_there_is_one_default_department_and_it_stays(staff: StaffApp) -> None:
    ensure = departments_service.ensure_default_department
    first = await staff.database.write(ensure, staff.clock())
    assert await staff.database.write(ensure, staff.clock()) == first
    supervisor = await staff.signed_in("supervisor")
    refused = await supervisor.patch(f"/departments/{first.id}", json={"active": False})
    assert refused.status_code == 409
    assert (await supervisor.patch(f"/departments/{first.id}", json={"active": True})).status_code == 200


async def test_another_department_becomes_the_default_and_the_old_one_can_be_archived(staff: StaffApp) -> None:
    first = await staff.database.write(departments_service.ensure_default_department, staff.clock())
    supervisor = await staff.signed_in("supervisor")
    second = (await supervisor.post("/departments", json={"name": "Workshop"})).json()["id"]
    assert code_of(await supervisor.patch(f"/departments/{second}", json={"is_default": False})) == "bad_type"
    both = await supervisor.patch(f"/departments/{second}", json={"is_default": True, "active": False})
    assert (both.status_code, code_of(both)) == (409, "conflict")
    assert (await supervisor.patch(f"/departments/{second}", json={"is_default": True})).json()["is_default"]
    listed = (await supervisor.get("/departments")).json()["departments"]
    assert [(each["id"], each["is_default"]) for each in listed] == [(second, True), (first.id, False)]
    assert not (await supervisor.patch(f"/departments/{first.id}", json={"active": False})).json()["active"]
    again = await supervisor.patch(f"/departments/{first.id}", json={"is_default": True})
    assert again.status_code == 409, "an archived department is no default"


async def test_a_customer_can_be_sent_to_an_active_department_by_id_or_name(staff: StaffApp) -> None:
    choose = departments_service.choose_department
    default = await staff.database.write(departments_service.ensure_default_department, staff.clock())
    other = await staff.database.write(
        departments_service.add_department, "Workshop", staff.clock(), low_confidence="queue"
    )
    for wanted, expected in ((None, default), (other.id, other), ("Workshop", other)):
        assert await staff.database.read(choose, wanted) == expected
    assert await staff.database.read(departments_service.low_confidence_of, None) == "offer"
    assert await staff.database.read(departments_service.low_confidence_of, other.id) == "queue"
    await staff.database.write(departments_service.change_department, other.id, {"active": False})
    for wanted in (other.id, "Workshop", "No such one"):
        with pytest.raises(NotFound):
            await staff.database.read(choose, wanted)

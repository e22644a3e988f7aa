"""One-time links: shown once, valid once, and never sent to a server by a browser that follows them."""

import asyncio

import pytest

from kit.database import Database
from tests.fixtures.staff import PASSWORD, PUBLIC_URL, StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def invite(staff: StaffApp) -> tuple[str, str]:
    """Returns a new person's id and the token of their link."""
    admin = await staff.signed_in("admin")
    body = {"email": "ines@baton.example", "name": "Ines", "roles": ["agent"]}
    person_id = (await admin.post("/people", json=body)).json()["id"]
    url = (await admin.post(f"/people/{person_id}/invitation")).json()["url"]
    start = f"{PUBLIC_URL}/console#invitation="
    assert url.startswith(start)
    return person_id, url.removeprefix(start)


async def test_the_link_sets_the_password_and_signs_in(staff: StaffApp) -> None:
    person_id, token = await invite(staff)
    client = staff.client()
    accepted = await client.post("/invitations/accept", json={"token": token, "password": PASSWORD})
    assert accepted.status_code == 200
    assert accepted.json() == {"id": person_id, "name": "Ines", "email": "ines@baton.example", "roles": ["agent"]}
    assert (await client.get("/me")).json()["id"] == person_id
    body = {"email": "ines@baton.example", "password": PASSWORD}
    assert (await staff.client().post("/sign-in", json=body)).status_code == 200


async def test_the_link_works_once_even_if_two_use_it_at_the_same_time(staff: StaffApp) -> None:
    _, token = await invite(staff)
    answers = await asyncio.gather(
        *(
            staff.client().post("/invitations/accept", json={"token": token, "password": f"password number {number}"})
            for number in range(4)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404]


async def test_the_link_is_valid_for_seven_days(staff: StaffApp) -> None:
    _, token = await invite(staff)
    staff.clock.move(days=7, seconds=1)
    late = await staff.client().post("/invitations/accept", json={"token": token, "password": PASSWORD})
    assert (late.status_code, code_of(late)) == (404, "not_found")


async def test_a_new_link_replaces_the_previous_one(staff: StaffApp) -> None:
    person_id, first = await invite(staff)
    admin = await staff.signed_in("admin", name="other")
    second = (await admin.post(f"/people/{person_id}/invitation")).json()["url"].partition("=")[2]
    accept = [
        (await staff.client().post("/invitations/accept", json={"token": token, "password": PASSWORD})).status_code
        for token in (first, second)
    ]
    assert accept == [404, 200]


async def test_a_password_that_is_too_short_does_not_use_up_the_link(staff: StaffApp) -> None:
    _, token = await invite(staff)
    short = await staff.client().post("/invitations/accept", json={"token": token, "password": "short"})
    assert (short.status_code, code_of(short)) == (400, "too_short")
    long = await staff.client().post("/invitations/accept", json={"token": token, "password": "x" * 257})
    assert (long.status_code, code_of(long)) == (400, "too_long")
    fine = await staff.client().post("/invitations/accept", json={"token": token, "password": PASSWORD})
    assert fine.status_code == 200


async def test_a_link_for_a_person_with_a_password_ends_their_sign_ins(staff: StaffApp) -> None:
    agent, admin = await staff.signed_in("agent"), await staff.signed_in("admin")
    me = (await agent.get("/me")).json()["id"]
    token = (await admin.post(f"/people/{me}/invitation")).json()["url"].partition("=")[2]
    assert (await agent.get("/me")).status_code == 200
    await staff.client().post("/invitations/accept", json={"token": token, "password": "another password"})
    assert (await agent.get("/me")).status_code == 401

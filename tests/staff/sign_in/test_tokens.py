"""API tokens: shown once, at most as powerful as their owner, and invalid once deleted."""

import pytest
from sqlalchemy import Connection, text

from kit.database import Database
from tests.fixtures.staff import StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def test_a_token_has_its_owners_permissions_and_is_shown_once(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    made = await admin.post("/tokens", json={"name": "nightly export"})
    assert made.status_code == 201
    assert made.json()["name"] == "nightly export"
    script = staff.client(Authorization=f"Bearer {made.json()['token']}")
    assert (await script.get("/people")).status_code == 200
    assert (await script.get("/me")).json()["roles"] == ["admin"]
    listed = (await admin.get("/tokens")).json()["tokens"]
    assert [token["id"] for token in listed] == [made.json()["id"]]
    assert made.json()["token"] not in (await admin.get("/tokens")).text


async def test_no_secret_is_stored_in_a_usable_form(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    token = (await admin.post("/tokens", json={"name": "n"})).json()["token"]
    person_id = (await admin.get("/me")).json()["id"]
    link = (await admin.post(f"/people/{person_id}/invitation")).json()["url"].partition("=")[2]

    def everything(connection: Connection) -> str:
        tables = ("sign_ins", "api_tokens", "invitations")
        return repr([connection.execute(text(f"select * from {table}")).all() for table in tables])

    stored = await staff.database.read(everything)
    for secret in (token, link, admin.cookies["baton_session"]):
        assert secret not in stored


async def test_a_token_can_have_fewer_roles_than_its_owner_but_not_more(staff: StaffApp) -> None:
    admin, agent = await staff.signed_in("admin"), await staff.signed_in("agent")
    made = await admin.post("/tokens", json={"name": "read", "roles": ["agent"]})
    script = staff.client(Authorization=f"Bearer {made.json()['token']}")
    assert (await script.get("/people")).status_code == 403
    assert (await script.get("/me")).json()["roles"] == ["agent"]
    more = await script.post("/tokens", json={"name": "more", "roles": ["admin"]})
    assert (more.status_code, code_of(more)) == (403, "not_allowed")
    too_much = await agent.post("/tokens", json={"name": "n", "roles": ["supervisor"]})
    assert (too_much.status_code, code_of(too_much)) == (403, "not_allowed")


async def test_a_deleted_or_expired_token_is_refused(staff: StaffApp) -> None:
    agent, other = await staff.signed_in("agent"), await staff.signed_in("editor")
    kept = (await agent.post("/tokens", json={"name": "kept"})).json()
    short = (await agent.post("/tokens", json={"name": "short", "expires_in_days": 1})).json()
    assert (await other.delete(f"/tokens/{kept['id']}")).status_code == 404
    assert (await agent.delete(f"/tokens/{kept['id']}")).status_code == 200
    assert (await agent.delete(f"/tokens/{kept['id']}")).status_code == 404
    assert (await staff.client(Authorization=f"Bearer {kept['token']}").get("/me")).status_code == 401
    script = staff.client(Authorization=f"Bearer {short['token']}")
    assert (await script.get("/me")).status_code == 200
    staff.clock.move(days=1)
    assert (await script.get("/me")).status_code == 401

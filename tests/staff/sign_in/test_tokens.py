"""API tokens: shown once, at most as powerful as their owner, and invalid once deleted."""

import pytest
from sqlalchemy import Connection, text

from kit.database import Database
from tests.fixtures.staff import PASSWORD, StaffApp, code_of


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


async def test_a_token_made_with_a_token_ends_with_it(staff: StaffApp) -> None:
    agent = await staff.signed_in("agent")
    short = (await agent.post("/tokens", json={"name": "short", "expires_in_days": 1})).json()
    script = staff.client(Authorization=f"Bearer {short['token']}")
    for asked in ({}, {"expires_in_days": 30}):
        made = (await script.post("/tokens", json={"name": "longer", **asked})).json()
        assert made["expires_at"] == short["expires_at"]


async def test_a_token_with_fewer_roles_knows_of_none_with_more(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    wide = (await admin.post("/tokens", json={"name": "wide"})).json()
    narrow = (await admin.post("/tokens", json={"name": "narrow", "roles": ["agent"]})).json()
    script = staff.client(Authorization=f"Bearer {narrow['token']}")
    assert [token["name"] for token in (await script.get("/tokens")).json()["tokens"]] == ["narrow"]
    assert (await script.delete(f"/tokens/{wide['id']}")).status_code == 404
    assert len((await admin.get("/tokens")).json()["tokens"]) == 2
    assert (await script.delete(f"/tokens/{narrow['id']}")).status_code == 200


async def test_a_new_password_ends_every_token(staff: StaffApp) -> None:
    agent, admin = await staff.signed_in("agent"), await staff.signed_in("admin")
    person_id = (await agent.get("/me")).json()["id"]
    for reset in (False, True):
        made = (await agent.post("/tokens", json={"name": "export"})).json()
        script = staff.client(Authorization=f"Bearer {made['token']}")
        assert (await script.get("/me")).status_code == 200
        if reset:
            link = (await admin.post(f"/people/{person_id}/invitation")).json()["url"].partition("=")[2]
            accept = {"token": link, "password": "a password of an administrator's link"}
            assert (await staff.client().post("/invitations/accept", json=accept)).status_code == 200
        else:
            change = {"current": PASSWORD, "new": "another horse, another battery"}
            assert (await agent.post("/me/password", json=change)).status_code == 200
        assert (await script.get("/me")).status_code == 401


async def test_an_administrator_can_end_anybodys_token_and_the_log_says_so(staff: StaffApp) -> None:
    agent, admin, supervisor = [await staff.signed_in(role) for role in ("agent", "admin", "supervisor")]
    made = (await agent.post("/tokens", json={"name": "lost on a train"})).json()
    theirs = f"/people/{(await agent.get('/me')).json()['id']}/tokens"
    assert (await supervisor.get(theirs)).status_code == 403
    listed = await admin.get(theirs)
    assert [token["name"] for token in listed.json()["tokens"]] == ["lost on a train"]
    assert made["token"] not in listed.text
    assert (await supervisor.delete(f"{theirs}/{made['id']}")).status_code == 403
    assert (await admin.delete(f"{theirs}/{made['id']}")).status_code == 200
    assert (await staff.client(Authorization=f"Bearer {made['token']}").get("/me")).status_code == 401
    assert (await admin.delete(f"{theirs}/{made['id']}")).status_code == 404
    assert (await admin.get("/people/nobody/tokens")).status_code == 404
    ended = [entry for entry in (await admin.get("/audit")).json()["entries"] if entry["action"] == "token.ended"]
    assert [entry["details"] for entry in ended] == [{"of": (await agent.get("/me")).json()["id"]}]

"""What people do is in the audit log, in order, with who did it, and without a secret."""

import json

import pytest

from kit.audit.log import verify
from kit.database import Database
from tests.fixtures.staff import PASSWORD, StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def test_what_staff_do_is_recorded_with_who_did_it_and_without_secrets(staff: StaffApp) -> None:
    ada = await staff.signed_in("admin", name="ada")
    me = (await ada.get("/me")).json()
    secrets = [PASSWORD, "a much longer password"]
    added = (await ada.post("/people", json={"email": "ines@x.example", "name": "Ines", "roles": ["agent"]})).json()
    secrets.append((await ada.post(f"/people/{added['id']}/invitation")).json()["url"].partition("=")[2])
    await ada.patch(f"/people/{added['id']}", json={"roles": ["agent", "editor"]})
    department = (await ada.post("/departments", json={"name": "Repairs"})).json()
    await ada.patch(f"/departments/{department['id']}", json={"name": "Workshop"})
    token = (await ada.post("/tokens", json={"name": "robot", "roles": ["agent"]})).json()
    secrets.append(token["token"])
    await ada.delete(f"/tokens/{token['id']}")
    await ada.post("/me/password", json={"current": PASSWORD, "new": secrets[1]})
    refused = await staff.client().post("/sign-in", json={"email": "ada@baton.example", "password": "wrong wrong"})
    assert refused.status_code == 401
    nobody = await staff.client().post("/sign-in", json={"email": "nobody@baton.example", "password": "wrong wrong"})
    assert nobody.status_code == 401

    told = (await ada.get("/audit")).json()
    rows = [(row["action"], row["subject"]) for row in reversed(told["entries"])]
    assert rows == [
        ("person.signed_in", me["id"]),
        ("person.added", added["id"]),
        ("person.invited", added["id"]),
        ("person.changed", added["id"]),
        ("department.added", department["id"]),
        ("department.changed", department["id"]),
        ("token.created", token["id"]),
        ("token.ended", token["id"]),
        ("password.changed", me["id"]),
        ("sign_in.failed", me["id"]),
        ("sign_in.failed", None),
    ]
    by_hand = [row for row in told["entries"] if row["actor"]["kind"] == "person"]
    assert {(row["actor"]["id"], row["actor"]["name"]) for row in by_hand} == {(me["id"], "ada")}
    changed = next(row for row in told["entries"] if row["action"] == "person.changed")
    assert changed["details"] == {"changed": ["roles"], "roles": ["agent", "editor"], "active": True}
    text = json.dumps(told)
    assert [secret for secret in [*secrets, "nobody@", "wrong wrong"] if secret in text] == []
    assert staff.database.read_now(verify).entries == len(rows)


async def test_a_change_that_is_refused_is_not_recorded(staff: StaffApp) -> None:
    ada = await staff.signed_in("admin", name="ada")
    me = (await ada.get("/me")).json()
    assert (await ada.patch(f"/people/{me['id']}", json={"active": False})).status_code == 409
    assert [row["action"] for row in (await ada.get("/audit")).json()["entries"]] == ["person.signed_in"]


async def test_the_log_is_read_page_by_page(staff: StaffApp) -> None:
    ada = await staff.signed_in("admin", name="ada")
    for number in range(4):
        await ada.post("/departments", json={"name": f"D{number}"})
    first = (await ada.get("/audit", params={"limit": "3"})).json()
    second = (await ada.get("/audit", params={"limit": "3", "cursor": first["next"]})).json()
    assert [row["seq"] for row in first["entries"] + second["entries"]] == [5, 4, 3, 2, 1]
    assert second["next"] is None
    assert code_of(await ada.get("/audit", params={"cursor": "x"})) == "bad_cursor"
    assert code_of(await ada.get("/audit", params={"limit": "0"})) == "bad_query"

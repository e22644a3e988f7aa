"""People: who can sign in, who cannot, and that revoked access ends at once."""

import asyncio

import pytest

from kit.database import Database
from staff.people import repository as people_repository
from staff.sign_in.service import SESSION_COOKIE
from tests.fixtures.staff import PASSWORD, StaffApp, code_of


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def test_signing_in_returns_the_person_and_sets_a_cookie_hidden_from_scripts_and_other_sites(
    staff: StaffApp,
) -> None:
    person = await staff.add("agent", email="Ines@Baton.example", name="Ines")
    client = staff.client()
    answer = await client.post("/sign-in", json={"email": " INES@baton.example", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json() == {"id": person.id, "name": "Ines", "email": "ines@baton.example", "roles": ["agent"]}
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{SESSION_COOKIE}=")
    for flag in ("HttpOnly", "SameSite=lax", "Path=/", "Secure"):
        assert flag in cookie
    assert (await client.get("/me")).json() == answer.json()


async def test_a_wrong_password_an_unknown_address_and_an_unset_password_are_refused_in_the_same_words(
    staff: StaffApp,
) -> None:
    await staff.add("agent", email="ines@baton.example")
    admin = await staff.signed_in("admin")
    new = {"email": "new@baton.example", "name": "New", "roles": ["agent"]}
    assert (await admin.post("/people", json=new)).status_code == 201
    answers = [
        await staff.client().post("/sign-in", json={"email": email, "password": "a wrong password"})
        for email in ("ines@baton.example", "nobody@baton.example", "new@baton.example")
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert {answer.text for answer in answers} == {answers[0].text}
    assert code_of(answers[0]) == "wrong_credentials"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"email": "a@b.example", "password": "x" * (1 << 20)}, "too_long"),
        ({"email": "a@b.example", "password": "nul\x00nul\x00nul"}, "bad_unicode"),
        ({"email": "a\x00@b.example", "password": PASSWORD}, "bad_unicode"),
        ({"email": "a@b.example"}, "missing_field"),
        ({"email": "a@b.example", "password": 5}, "bad_type"),
    ],
)
async def test_an_invalid_password_is_refused_before_it_is_hashed_or_counted(
    staff: StaffApp, body: dict[str, object], code: str
) -> None:
    for _ in range(12):  # more than the limit of attempts
        answer = await staff.client().post("/sign-in", json=body)
        assert (answer.status_code, code_of(answer)) == (400, code)


async def test_a_lone_surrogate_is_refused(staff: StaffApp) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await staff.client().post("/sign-in", content=b'{"email": "\\ud800", "password": "p"}', headers=headers)
    assert (answer.status_code, code_of(answer)) == (400, "bad_unicode")


async def test_guessing_is_slowed_down_per_account_and_correct_passwords_do_not_count(staff: StaffApp) -> None:
    await staff.add("agent", email="ines@baton.example")
    right = {"email": "ines@baton.example", "password": PASSWORD}
    for _ in range(12):
        assert (await staff.client().post("/sign-in", json=right)).status_code == 200
    wrong = {**right, "password": "not the password"}
    attempts = [(await staff.client().post("/sign-in", json=wrong)).status_code for _ in range(12)]
    assert attempts == [401] * 10 + [429] * 2
    refused = await staff.client().post("/sign-in", json=right)
    assert (refused.status_code, code_of(refused)) == (429, "rate_limited")
    staff.clock.move(seconds=int(refused.headers["Retry-After"]) + 1)
    assert (await staff.client().post("/sign-in", json=right)).status_code == 200


async def test_simultaneous_attempts_are_counted_too(staff: StaffApp) -> None:
    body = {"email": "nobody@baton.example", "password": "one of very many"}
    answers = await asyncio.gather(*(staff.client().post("/sign-in", json=body) for _ in range(15)))
    assert sorted(answer.status_code for answer in answers) == [401] * 10 + [429] * 5


async def test_an_address_that_tries_many_accounts_is_slowed_down(staff: StaffApp) -> None:
    codes = []
    for number in range(22):
        body = {"email": f"person{number}@baton.example", "password": "the same for all"}
        codes.append((await staff.client().post("/sign-in", json=body)).status_code)
    assert codes == [401] * 20 + [429] * 2


async def test_a_hash_with_older_parameters_is_renewed_at_sign_in(staff: StaffApp) -> None:
    from argon2 import PasswordHasher

    person = await staff.add("agent", email="ines@baton.example")
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    await staff.database.write(lambda connection: people_repository.change(connection, person.id, password_hash=old))
    body = {"email": person.email, "password": PASSWORD}
    assert (await staff.client().post("/sign-in", json=body)).status_code == 200
    after = await staff.database.read(people_repository.find, person.id)
    assert after is not None
    assert after.password_hash != old
    assert after.password_hash is not None
    assert "m=19456,t=2,p=1" in after.password_hash
    assert (await staff.client().post("/sign-in", json=body)).status_code == 200


async def test_signing_out_ends_the_sign_in_and_not_only_the_cookie(staff: StaffApp) -> None:
    client = await staff.signed_in("agent")
    kept = client.cookies[SESSION_COOKIE]
    assert (await client.post("/sign-out")).status_code == 200
    assert SESSION_COOKIE not in client.cookies
    client.cookies.set(SESSION_COOKIE, kept)
    assert (await client.get("/me")).status_code == 401


async def test_a_sign_in_expires(staff: StaffApp) -> None:
    idle, busy = await staff.signed_in("agent"), await staff.signed_in("editor")
    for _ in range(13):
        staff.clock.move(hours=1)
        assert (await busy.get("/me")).status_code == 200
    assert (await idle.get("/me")).status_code == 401
    for _ in range(7 * 24):
        staff.clock.move(hours=1)
        await busy.get("/me")
    assert (await busy.get("/me")).status_code == 401


async def test_deactivating_a_person_ends_sign_ins_tokens_and_links_at_once(staff: StaffApp) -> None:
    admin, agent = await staff.signed_in("admin"), await staff.signed_in("agent", email="ines@baton.example")
    me = (await agent.get("/me")).json()
    token = (await agent.post("/tokens", json={"name": "a script"})).json()["token"]
    script = staff.client(Authorization=f"Bearer {token}")
    link = (await admin.post(f"/people/{me['id']}/invitation")).json()["url"].partition("=")[2]
    assert (await script.get("/me")).status_code == 200
    changed = await admin.patch(f"/people/{me['id']}", json={"active": False})
    assert changed.status_code == 200
    assert changed.json()["active"] is False
    assert (await agent.get("/me")).status_code == 401
    assert (await script.get("/me")).status_code == 401
    assert (
        await staff.client().post("/invitations/accept", json={"token": link, "password": PASSWORD})
    ).status_code == 404
    again = await staff.client().post("/sign-in", json={"email": me["email"], "password": PASSWORD})
    assert (again.status_code, code_of(again)) == (401, "wrong_credentials")
    assert (await admin.post(f"/people/{me['id']}/invitation")).status_code == 409
    await admin.patch(f"/people/{me['id']}", json={"active": True})
    assert (await agent.get("/me")).status_code == 401


async def test_a_removed_role_is_gone_from_the_next_request_on(staff: StaffApp) -> None:
    admin, other = await staff.signed_in("admin"), await staff.signed_in("admin", name="other")
    token = (await other.post("/tokens", json={"name": "a script"})).json()["token"]
    other_id = (await other.get("/me")).json()["id"]
    assert (await admin.patch(f"/people/{other_id}", json={"roles": ["editor"]})).status_code == 200
    assert (await other.get("/people")).status_code == 403
    assert (await staff.client(Authorization=f"Bearer {token}").get("/people")).status_code == 403
    assert (await other.get("/me")).json()["roles"] == ["editor"]


async def test_the_last_administrator_cannot_be_deactivated_or_lose_the_role(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    me = (await admin.get("/me")).json()["id"]
    # Invited, but has no password yet, so this person could not readmit the others.
    await admin.post("/people", json={"email": "b@baton.example", "name": "B", "roles": ["admin"]})
    for change in ({"active": False}, {"roles": ["agent"]}):
        refused = await admin.patch(f"/people/{me}", json=change)
        assert (refused.status_code, code_of(refused)) == (409, "conflict")
    assert (await admin.get("/people")).status_code == 200
    await staff.add("admin", name="second")
    assert (await admin.patch(f"/people/{me}", json={"roles": ["agent"]})).status_code == 200


async def test_if_two_administrators_leave_at_once_one_stays(staff: StaffApp) -> None:
    first, second = await staff.signed_in("admin", name="first"), await staff.signed_in("admin", name="second")
    ids = [(await client.get("/me")).json()["id"] for client in (first, second)]
    answers = await asyncio.gather(
        first.patch(f"/people/{ids[0]}", json={"active": False}),
        second.patch(f"/people/{ids[1]}", json={"active": False}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_an_address_belongs_to_one_person_whatever_its_case(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    body = {"email": "Ines@Baton.example", "name": "Ines", "roles": ["agent", "editor"]}
    created = await admin.post("/people", json=body)
    assert created.status_code == 201
    assert created.json()["email"] == "ines@baton.example"
    assert created.json()["roles"] == ["agent", "editor"]
    again = await admin.post("/people", json={**body, "email": "INES@baton.EXAMPLE"})
    assert (again.status_code, code_of(again)) == (409, "conflict")
    assert [person["name"] for person in (await admin.get("/people")).json()["people"]] == ["Ines", "admin"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"email": "no address"}, "bad_type"),
        ({"roles": ["king"]}, "bad_type"),
        ({"roles": []}, "bad_type"),
        ({"name": "   "}, "empty_text"),
        ({"name": "a\x07b"}, "bad_unicode"),
        ({"name": "n" * 201}, "too_long"),
        ({"departments": ["dep_none"]}, "bad_type"),
    ],
)
async def test_an_invalid_person_is_refused(staff: StaffApp, change: dict[str, object], code: str) -> None:
    admin = await staff.signed_in("admin")
    body = {"email": "ines@baton.example", "name": "Ines", "roles": ["agent"], **change}
    answer = await admin.post("/people", json=body)
    assert (answer.status_code, code_of(answer)) == (400, code)


async def test_changing_an_unknown_person_is_a_404(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    assert (await admin.patch("/people/person_none", json={"name": "N"})).status_code == 404
    assert (await admin.post("/people/person_none/invitation")).status_code == 404


async def test_a_new_password_ends_the_other_sign_ins_and_keeps_this_one(staff: StaffApp) -> None:
    here = await staff.signed_in("agent", email="ines@baton.example")
    there = staff.client()
    await there.post("/sign-in", json={"email": "ines@baton.example", "password": PASSWORD})
    wrong = await here.post("/me/password", json={"current": "not this one", "new": "a brand new password"})
    assert (wrong.status_code, code_of(wrong)) == (401, "wrong_credentials")
    short = await here.post("/me/password", json={"current": PASSWORD, "new": "short"})
    assert (short.status_code, code_of(short)) == (400, "too_short")
    done = await here.post("/me/password", json={"current": PASSWORD, "new": "a brand new password"})
    assert done.status_code == 200
    assert (await here.get("/me")).status_code == 200
    assert (await there.get("/me")).status_code == 401
    for password, status in ((PASSWORD, 401), ("a brand new password", 200)):
        body = {"email": "ines@baton.example", "password": password}
        assert (await staff.client().post("/sign-in", json=body)).status_code == status

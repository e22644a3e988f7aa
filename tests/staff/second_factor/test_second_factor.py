"""The second factor: nothing opens before the code, no code opens twice, and a lost phone is not the end."""

import asyncio
from urllib.parse import unquote

import pytest
from sqlalchemy import Connection, text

from kit.database import Database
from kit.keys.installation_key import InstallationKey
from staff.people.command import run
from tests.fixtures.staff import PASSWORD, PUBLIC_URL, StaffApp, code_of
from tests.staff.second_factor.apps import INES, App, enrol, first_step, second_step


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def test_enrolling_shows_the_secret_as_text_and_picture_and_one_code_confirms(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent", email=INES)
    assert (await ines.get("/me/second-factor")).json()["enabled"] is False
    begun = (await ines.post("/me/second-factor")).json()
    assert begun["address"].startswith("otpauth://totp/Wren%20%26%20Wheel:ines%40baton.example?secret=")
    assert unquote(begun["qr"]).startswith("data:image/svg+xml")
    assert "<script" not in unquote(begun["qr"])
    wrong = await ines.post("/me/second-factor/confirm", json={"code": "000000"})
    assert (wrong.status_code, code_of(wrong)) == (401, "wrong_code")
    assert (await staff.client().post("/sign-in", json={"email": INES, "password": PASSWORD})).status_code == 200
    app = App(begun["secret"], staff.clock)
    codes = (await ines.post("/me/second-factor/confirm", json={"code": app.code()})).json()["recovery_codes"]
    assert len(set(codes)) == 10
    state = (await ines.get("/me/second-factor")).json()
    assert (state["enabled"], state["recovery_codes_left"]) == (True, 10)
    again = await ines.post("/me/second-factor")
    assert (again.status_code, code_of(again)) == (409, "wrong_status")


async def test_sign_in_asks_for_the_code_and_opens_nothing_before(staff: StaffApp) -> None:
    app, _ = await enrol(await staff.signed_in("agent", email=INES), staff.clock)
    client, ticket = await first_step(staff)
    assert (await client.get("/me")).status_code == 401
    assert (await staff.client(Authorization=f"Bearer {ticket}").get("/me")).status_code == 401
    wrong = await second_step(client, ticket, "000000")
    assert (wrong.status_code, code_of(wrong)) == (401, "wrong_code")
    right = await second_step(client, ticket, f" {app.next_code()[:3]} {app.code()[3:]} ")
    assert right.status_code == 200
    assert right.json() == (await client.get("/me")).json()


async def test_a_code_works_once_even_if_two_use_it_at_the_same_time(staff: StaffApp) -> None:
    app, _ = await enrol(await staff.signed_in("agent", email=INES), staff.clock)
    client, ticket = await first_step(staff)
    used = await second_step(client, ticket, app.code())
    assert (used.status_code, code_of(used)) == (401, "wrong_code"), "the code that confirmed the enrolment is used up"
    code = app.next_code()
    answers = await asyncio.gather(*(second_step(staff.client(), ticket, code) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]
    staff.clock.move(seconds=30)
    late = await second_step(client, (await first_step(staff))[1], code)
    assert code_of(late) == "wrong_code", "nor may an earlier code follow a later one"


async def test_a_recovery_code_replaces_the_app_once_and_the_count_is_shown(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent", email=INES)
    app, codes = await enrol(ines, staff.clock)
    client, ticket = await first_step(staff)
    typed = f" {codes[0].upper().replace('-', ' ')} "
    assert (await second_step(client, ticket, typed)).status_code == 200
    assert code_of(await second_step(client, ticket, codes[0])) == "wrong_code"
    assert (await client.get("/me/second-factor")).json()["recovery_codes_left"] == 9
    renewed = await ines.post("/me/second-factor/recovery-codes", json={"code": app.next_code()})
    fresh = renewed.json()["recovery_codes"]
    assert (len(fresh), set(fresh) & set(codes)) == (10, set())
    assert code_of(await second_step(client, ticket, codes[1])) == "wrong_code"
    assert (await second_step(client, ticket, fresh[0])).status_code == 200


async def test_guessing_codes_is_slowed_down_and_a_known_device_stays_usable(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent", email=INES)
    app, _ = await enrol(ines, staff.clock)
    stranger, ticket = await first_step(staff, address="203.0.113.66")
    codes = [(await second_step(stranger, ticket, f"{number:06}")).status_code for number in range(12)]
    assert codes == [401] * 10 + [429] * 2
    staff.clock.move(minutes=4)
    assert (await second_step(stranger, ticket, app.next_code())).status_code == 429
    asked = await ines.post("/sign-in", json={"email": INES, "password": PASSWORD})
    assert (await second_step(ines, asked.json()["error"]["ticket"], app.code())).status_code == 200


async def test_a_ticket_ends_after_five_minutes_and_with_the_password(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent", email=INES)
    app, _ = await enrol(ines, staff.clock)
    client, ticket = await first_step(staff)
    for forged in (ticket[:-2] + "AA", "", InstallationKey("another key of at least 32 characters").seal("x", "[]")):
        assert code_of(await second_step(client, forged, app.code())) == "ticket_expired"
    staff.clock.move(minutes=5)
    assert code_of(await second_step(client, ticket, app.code())) == "ticket_expired"
    client, ticket = await first_step(staff)
    changed = {"current": PASSWORD, "new": "another horse, another battery"}
    assert (await ines.post("/me/password", json=changed)).status_code == 200
    assert code_of(await second_step(client, ticket, app.code())) == "ticket_expired"


async def test_a_one_time_link_does_not_get_around_the_code(staff: StaffApp) -> None:
    ines, admin = await staff.signed_in("agent", email=INES), await staff.signed_in("admin")
    app, _ = await enrol(ines, staff.clock)
    me = (await ines.get("/me")).json()["id"]
    link = (await admin.post(f"/people/{me}/invitation")).json()["url"].partition("=")[2]
    client = staff.client()
    accepted = await client.post("/invitations/accept", json={"token": link, "password": "a password from a link"})
    assert (accepted.status_code, code_of(accepted)) == (401, "second_factor_needed")
    assert (await client.get("/me")).status_code == 401
    assert (await second_step(client, accepted.json()["error"]["ticket"], app.next_code())).status_code == 200
    assert (await client.get("/me")).json()["id"] == me


async def test_the_database_holds_neither_the_secret_nor_the_recovery_codes(staff: StaffApp) -> None:
    app, codes = await enrol(await staff.signed_in("agent", email=INES), staff.clock)

    def everything(connection: Connection) -> str:
        tables = ("second_factors", "recovery_codes", "audit_log")
        return repr([connection.execute(text(f"select * from {table}")).all() for table in tables])

    stored = await staff.database.read(everything)
    assert "gAAAA" in stored, "it is sealed"
    for secret in (app.secret, *codes, *(code.replace("-", "") for code in codes)):
        assert secret not in stored


async def test_switching_off_needs_a_code_and_a_token_cannot_do_it(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent", email=INES)
    token = (await ines.post("/tokens", json={"name": "export"})).json()["token"]
    script = staff.client(Authorization=f"Bearer {token}")
    assert code_of(await script.post("/me/second-factor")) == "not_allowed"
    app, _ = await enrol(ines, staff.clock)
    assert code_of(await script.post("/me/second-factor/end", json={"code": app.next_code()})) == "not_allowed"
    assert code_of(await ines.post("/me/second-factor/end", json={"code": "000000"})) == "wrong_code"
    assert (await ines.post("/me/second-factor/end", json={"code": app.code()})).status_code == 200
    assert (await staff.client().post("/sign-in", json={"email": INES, "password": PASSWORD})).status_code == 200


async def test_an_administrator_resets_it_which_ends_the_sign_ins_and_is_on_record(staff: StaffApp) -> None:
    ines, admin, supervisor = [await staff.signed_in(role) for role in ("agent", "admin", "supervisor")]
    await enrol(ines, staff.clock)
    theirs = f"/people/{(await ines.get('/me')).json()['id']}/second-factor"
    assert (await supervisor.delete(theirs)).status_code == 403
    assert (await admin.get(theirs)).json()["enabled"] is True
    assert (await admin.delete(theirs)).status_code == 200
    assert (await ines.get("/me")).status_code == 401
    body = {"email": "agent@baton.example", "password": PASSWORD}
    assert (await staff.client().post("/sign-in", json=body)).status_code == 200
    entries = (await admin.get("/audit")).json()["entries"]
    assert [entry["details"] for entry in entries if entry["action"] == "second_factor.reset"] == [{"had": True}]
    assert (await admin.delete("/people/nobody/second-factor")).status_code == 404


async def test_the_operator_can_reset_that_of_the_last_administrator(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin", email=INES)
    await enrol(admin, staff.clock)
    url = run(["reset", INES, "--second-factor"], staff.database, PUBLIC_URL, staff.clock)
    body = {"token": url.partition("=")[2], "password": "a password from a link"}
    assert (await staff.client().post("/invitations/accept", json=body)).status_code == 200


async def test_people_of_a_role_must_enrol_before_anything_else(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    before = await staff.signed_in("agent", name="here-before")
    rules = {"second_factor_roles": ["agent"]}
    assert (await before.put("/sign-in-rules", json=rules)).status_code == 403
    assert (await admin.put("/sign-in-rules", json=rules)).json() == rules
    assert (await admin.get("/sign-in-rules")).json() == rules
    assert (await before.get("/me")).status_code == 200, "it counts from the next sign-in"
    for role in ("agent", "supervisor"):  # a supervisor is an agent too
        person = await staff.signed_in(role)
        for method, path in (("GET", "/me"), ("GET", "/departments"), ("POST", "/tokens"), ("PUT", "/presence")):
            refused = await person.request(method, path)
            assert (refused.status_code, code_of(refused)) == (403, "second_factor_required"), path
        assert (await person.get("/me/second-factor")).json()["required"] is True
        app, _ = await enrol(person, staff.clock)
        assert (await person.get("/me")).status_code == 200
        refused = await person.post("/me/second-factor/end", json={"code": app.next_code()})
        assert (refused.status_code, code_of(refused)) == (403, "second_factor_required")
    assert (await (await staff.signed_in("editor")).get("/me")).status_code == 200


async def test_with_another_key_the_answer_says_what_to_do(staff: StaffApp) -> None:
    ines = await staff.signed_in("agent", email=INES)
    app, codes = await enrol(ines, staff.clock)

    def damage(connection: Connection) -> None:
        other = InstallationKey("the key of another installation!").seal("second factor", app.secret)
        connection.execute(text("update second_factors set secret = :other"), {"other": other})

    await staff.database.write(damage)
    client, ticket = await first_step(staff)
    unreadable = await second_step(client, ticket, app.next_code())
    assert (unreadable.status_code, code_of(unreadable)) == (409, "second_factor_unreadable")
    assert codes

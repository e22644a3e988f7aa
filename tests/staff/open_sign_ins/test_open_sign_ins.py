"""Where a person is signed in: shown in words, ended one by one or all, by themselves or an administrator."""

import pytest

from kit.database import Database
from staff.sign_in.browser import device_of
from tests.fixtures.staff import PASSWORD, StaffApp, code_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18 Safari/604"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox · Linux"),
        (SAFARI, "Safari · iPhone"),
        (EDGE, "Edge · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36", "Chrome · macOS"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36", "Chrome · Android"),
        ("python-requests/2.32", "python-requests"),
        ("<script>alert(1)</script>", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
)
def test_a_device_is_said_in_words(agent: str, words: str) -> None:
    assert device_of(agent) == words


async def test_sign_ins_are_listed_and_ended_one_by_one_or_all_but_this(staff: StaffApp) -> None:
    await staff.add("agent", email="ines@baton.example")
    other = await staff.signed_in("agent", name="other")
    browsers = [staff.client(**{"User-Agent": agent}) for agent in (FIREFOX, SAFARI, EDGE)]
    for browser in browsers:
        staff.clock.move(minutes=1)
        body = {"email": "ines@baton.example", "password": PASSWORD}
        assert (await browser.post("/sign-in", json=body)).status_code == 200
    desk, phone, office = browsers
    listed = (await desk.get("/me/sign-ins")).json()["sign_ins"]
    assert [(each["device"], each["current"]) for each in listed] == [
        ("Edge · Windows", False),
        ("Safari · iPhone", False),
        ("Firefox · Linux", True),
    ]
    assert {each["method"] for each in listed} == {"password"}
    phones = listed[1]["id"]
    refused = await other.delete(f"/me/sign-ins/{phones}")
    assert (refused.status_code, code_of(refused)) == (404, "not_found")
    assert (await desk.delete(f"/me/sign-ins/{phones}")).status_code == 200
    assert (await phone.get("/me")).status_code == 401
    assert (await office.get("/me")).status_code == 200
    assert (await desk.delete("/me/sign-ins")).status_code == 200
    assert (await office.get("/me")).status_code == 401
    assert (await desk.get("/me")).status_code == 200
    assert (await other.get("/me")).status_code == 200
    staff.clock.move(days=8)
    assert (await desk.get("/me")).status_code == 401


async def test_an_administrator_sees_and_ends_anybodys_and_nobody_else_does(staff: StaffApp) -> None:
    agent, admin, supervisor = [await staff.signed_in(role) for role in ("agent", "admin", "supervisor")]
    theirs = f"/people/{(await agent.get('/me')).json()['id']}/sign-ins"
    assert (await supervisor.get(theirs)).status_code == 403
    listed = (await admin.get(theirs)).json()["sign_ins"]
    assert [each["current"] for each in listed] == [False]
    assert (await supervisor.delete(f"{theirs}/{listed[0]['id']}")).status_code == 403
    assert (await admin.delete(f"{theirs}/{listed[0]['id']}")).status_code == 200
    assert (await agent.get("/me")).status_code == 401
    assert (await admin.delete(f"{theirs}/{listed[0]['id']}")).status_code == 404
    assert (
        await agent.post("/sign-in", json={"email": "agent@baton.example", "password": PASSWORD})
    ).status_code == 200
    assert (await admin.delete(theirs)).status_code == 200
    assert (await agent.get("/me")).status_code == 401
    assert (await admin.get("/people/nobody/sign-ins")).status_code == 404
    actions = [entry["action"] for entry in (await admin.get("/audit")).json()["entries"]]
    assert actions.count("sign_ins.ended") == 2

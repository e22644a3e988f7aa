"""Adding people from a shell: one-time links for new people and for forgotten passwords."""

import pytest

from kit.database import Database
from kit.errors import BatonError
from staff.people.command import run
from tests.fixtures.staff import PASSWORD, PUBLIC_URL, StaffApp


@pytest.fixture
def staff(database: Database) -> StaffApp:
    return StaffApp(database)


async def accept(staff: StaffApp, url: str, password: str) -> dict[str, object]:
    """Returns what somebody gets who follows the link."""
    start = f"{PUBLIC_URL}/console#invitation="
    assert url.startswith(start)
    body = {"token": url.removeprefix(start), "password": password}
    answer = await staff.client().post("/invitations/accept", json=body)
    assert answer.status_code == 200, answer.text
    signed_in: dict[str, object] = answer.json()
    return signed_in


async def test_add_creates_a_person_with_these_roles_who_sets_their_own_password(staff: StaffApp) -> None:
    arguments = ["add", "Ada@Baton.example", "--role", "admin", "--role", "editor"]
    person = await accept(staff, run(arguments, staff.database, PUBLIC_URL, staff.clock), PASSWORD)
    assert (person["email"], person["roles"], person["name"]) == ("ada@baton.example", ["admin", "editor"], "Ada")


async def test_reset_lets_a_person_set_a_new_password(staff: StaffApp) -> None:
    await staff.add("agent", email="ines@baton.example")
    url = run(["reset", "INES@baton.example"], staff.database, PUBLIC_URL, staff.clock)
    assert (await accept(staff, url, "another password"))["email"] == "ines@baton.example"
    for password, status in ((PASSWORD, 401), ("another password", 200)):
        answer = await staff.client().post("/sign-in", json={"email": "ines@baton.example", "password": password})
        assert answer.status_code == status


async def test_mistakes_are_reported_in_a_sentence_and_change_nothing(staff: StaffApp) -> None:
    await staff.add("agent", email="ines@baton.example")
    for arguments, sentence in (
        (["add", "Ines@baton.example", "--role", "agent"], "Somebody already has this e-mail address."),
        (["add", "no address", "--role", "agent"], "no address is not an e-mail address."),
        (["reset", "nobody@baton.example"], "Nobody has the address nobody@baton.example."),
    ):
        with pytest.raises(BatonError, match=sentence):
            run(arguments, staff.database, PUBLIC_URL, staff.clock)


@pytest.mark.parametrize("arguments", [[], ["add"], ["add", "a@b.example"], ["add", "a@b.example", "--role", "king"]])
async def test_invalid_arguments_are_refused_with_the_usual_exit_code(
    staff: StaffApp, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(arguments, staff.database, PUBLIC_URL, staff.clock)
    assert stopped.value.code == 2
    assert "baton people" in capsys.readouterr().err

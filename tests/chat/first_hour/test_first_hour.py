"""The link signs the first administrator in once; the steps are kept; the end takes the link away."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from chat.assembly.seed import seed_administrator
from chat.edge.policy import API
from chat.edge.rate_limits import RateLimits
from chat.first_hour import service
from chat.first_hour.endpoints import first_hour_router
from chat.first_hour.link import NAME, START, token_in, write_link
from kit.database import Database
from kit.identifiers import hash_token
from kit.passwords import Passwords
from staff.sign_in.service import INVITATION_LASTS
from tests.fixtures.staff import StaffApp, code_of

PASSWORD = "a long enough password"


@pytest.fixture
def staff(database: Database, tmp_path: Path) -> StaffApp:
    app = StaffApp(database)
    dialogue = cast(Any, None)  # no question is tried here; the story in the browser does
    app.app.include_router(first_hour_router(database, dialogue, RateLimits(), app.clock, tmp_path), prefix=API)
    return app


@pytest.fixture
def token(staff: StaffApp, database: Database, tmp_path: Path) -> str:
    first = database.write_now(seed_administrator, Passwords(), staff.clock())
    write_link(tmp_path, first["token"])
    return first["token"]


async def begun(staff: StaffApp, token: str) -> httpx.AsyncClient:
    client = staff.client()
    accepted = await client.post("/invitations/accept", json={"token": token, "password": PASSWORD})
    assert accepted.status_code == 200, accepted.text
    return client


async def test_the_link_makes_one_person_the_administrator_once(staff: StaffApp, token: str, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    ada = await begun(staff, token)
    again = await staff.client().post("/invitations/accept", json={"token": token, "password": PASSWORD})
    assert (again.status_code, code_of(again)) == (404, "not_found")
    await staff.add("agent", email="ines@example.com")
    taken = await ada.post("/first-hour/administrator", json={"name": "Ada", "email": "Ines@example.com"})
    assert (taken.status_code, code_of(taken)) == (409, "conflict")
    named = await ada.post("/first-hour/administrator", json={"name": "Ada Brandt", "email": "ada@example.com"})
    assert named.json()["steps"]["administrator"] == "done"
    assert (tmp_path / NAME).read_text() == START, "the printed link has no secret any more"
    signed_in = await staff.client().post("/sign-in", json={"email": "ada@example.com", "password": PASSWORD})
    assert (signed_in.json()["name"], signed_in.json()["roles"]) == ("Ada Brandt", ["admin"])


async def test_steps_are_kept_and_the_end_is_the_end(
    staff: StaffApp, token: str, tmp_path: Path, database: Database
) -> None:
    admin = await staff.signed_in("admin")
    assert (await admin.get("/first-hour")).json()["open"]
    assert token_in(tmp_path) == token, "somebody else who looks does not use the link up"
    for step, state in (("company", "done"), ("articles", "skipped"), ("company", "skipped")):
        changed = await admin.put(f"/first-hour/steps/{step}", json={"state": state})
        assert changed.json()["steps"][step] == state
    wrong = await admin.put("/first-hour/steps/party", json={"state": "done"})
    assert wrong.status_code == 400
    assert (await admin.post("/first-hour/finish")).json()["open"] is False
    assert not (tmp_path / NAME).exists()
    assert database.read_now(service.link_is_dead, hash_token(token), staff.clock())
    late = await staff.client().post("/invitations/accept", json={"token": token, "password": PASSWORD})
    assert late.status_code == 404
    for call in (admin.put("/first-hour/steps/people", json={"state": "done"}),):
        assert code_of(await call) == "not_found"


async def test_only_administrators_see_it_and_an_unused_link_ends_after_a_week(staff: StaffApp, token: str) -> None:
    for role in ("agent", "editor", "supervisor"):
        assert (await (await staff.signed_in(role)).get("/first-hour")).status_code == 403
    assert (await staff.client().get("/first-hour")).status_code == 401
    staff.clock.moment += INVITATION_LASTS + timedelta(seconds=1)
    late = await staff.client().post("/invitations/accept", json={"token": token, "password": PASSWORD})
    assert late.status_code == 404


async def test_an_older_installation_has_no_first_hour(staff: StaffApp) -> None:
    admin = await staff.signed_in("admin")
    assert (await admin.get("/first-hour")).json()["open"] is False
    assert (await admin.post("/first-hour/finish")).json()["open"] is False

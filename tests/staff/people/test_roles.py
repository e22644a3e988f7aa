"""Roles stand in `staff/people/person.py`; who cannot import it says the same."""

import re

from launcher.command_line import ROLES as LAUNCHER_ROLES
from staff.people.person import ROLES, expand_roles
from tests.docs.documents import ROOT


def test_pages_know_the_roles_and_what_each_includes() -> None:
    source = (ROOT / "frontend" / "shared" / "staff" / "roles.ts").read_text(encoding="utf-8")
    stated = re.findall(r"^  (\w+): \[(.*)\],$", source, re.MULTILINE)
    assert [name for name, _ in stated] == list(ROLES)
    for name, included in stated:
        assert set(re.findall(r"\w+", included)) == expand_roles([name])


def test_the_launcher_offers_the_roles() -> None:
    assert LAUNCHER_ROLES == ROLES

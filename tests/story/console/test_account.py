"""API tokens on the account page: created, shown once, used and deleted."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague


def status_for(baton: Installation, token: str) -> int:
    asked = urllib.request.Request(f"{baton.address}/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:
            assert "roles" in json.loads(answer.read())
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def test_a_token_is_created_shown_once_and_deleted(baton: Installation, new_page: Callable[..., Page]) -> None:
    supervisor = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    supervisor.open("console")
    page = supervisor.page
    expect(supervisor.own_menu).to_be_visible()
    page.goto(f"{baton.address}/console#/account")
    page.get_by_label("What is it for?").fill("Monitoring")
    page.get_by_role("button", name="Create a token").click()
    shown = page.get_by_label("Token Monitoring. Copy it now: it is not shown again")
    token = shown.input_value()
    assert status_for(baton, token) == 200
    page.reload()
    row = page.get_by_role("listitem").filter(has_text="Monitoring")
    expect(row).to_contain_text("used")
    expect(shown).to_have_count(0)
    assert token not in page.content()
    row.get_by_role("button", name="Delete the token Monitoring").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(row).to_have_count(0)
    assert status_for(baton, token) == 401

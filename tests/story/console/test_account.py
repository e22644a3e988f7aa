"""API tokens on the account page: created, shown once, used and deleted."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable

import pyotp
from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.layout import sticking_out
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
    expect(page.get_by_text("Choose at least one role.")).to_be_visible()
    page.get_by_role("group", name="Roles").get_by_label("Supervisor").check()
    page.get_by_role("button", name="Create a token").click()
    shown = page.get_by_label("Token Monitoring. Copy it now: it is not shown again")
    token = shown.input_value()
    assert status_for(baton, token) == 200
    page.reload()
    row = page.get_by_role("listitem").filter(has_text="Monitoring")
    expect(row).to_contain_text("used")
    expect(shown).to_have_count(0)
    assert token not in page.content()
    page.get_by_label("What is it for?").fill("Mistake")
    page.get_by_role("group", name="Roles").get_by_label("Agent").check()
    page.get_by_role("button", name="Create a token").click()
    mistake = page.get_by_label("Token Mistake. Copy it now: it is not shown again")
    expect(mistake).to_be_visible()
    page.get_by_role("button", name="Delete the token Mistake").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(mistake).to_have_count(0)
    row.get_by_role("button", name="Delete the token Monitoring").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
    expect(row).to_have_count(0)
    assert status_for(baton, token) == 401


def test_a_second_factor_is_set_up_and_asked_for_and_a_sign_in_is_ended_from_elsewhere(
    baton: Installation, new_page: Callable[..., Page]
) -> None:
    sign_in = baton.sign_ins("agent")[-1]
    desk = Colleague(new_page(), baton, sign_in)
    desk.open("console")
    expect(desk.own_menu).to_be_visible()
    page = desk.page
    page.goto(f"{baton.address}/console#/account")
    page.get_by_role("button", name="Set up", exact=True).click()
    expect(page.get_by_alt_text("The key as a QR code")).to_be_visible()
    app = pyotp.TOTP(page.locator(".second-factor-key").inner_text().replace(" ", ""))
    page.get_by_label("Code that the app shows").fill(app.now())
    page.get_by_role("button", name="Switch on").click()
    listed = page.get_by_role("dialog").get_by_role("listitem")
    expect(listed).to_have_count(10)
    recovery_codes = listed.all_inner_texts()
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes left")).to_be_visible()

    phone = new_page(viewport={"width": 390, "height": 844})
    other = Colleague(phone, baton, sign_in)
    other.open("console")
    code = phone.get_by_label("Code")
    code.fill("000000")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_role("alert")).to_contain_text("The code is wrong")
    assert sticking_out(phone) == []
    code.fill(recovery_codes[0])
    phone.get_by_role("button", name="Continue").click()
    expect(other.own_menu).to_be_visible()

    page.reload()
    expect(page.get_by_text("9 recovery codes left")).to_be_visible()
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(phone.get_by_label("E-mail")).to_be_visible()
    page.get_by_role("button", name="Switch off").click()
    page.get_by_label("Code", exact=True).fill(recovery_codes[1])
    page.get_by_role("dialog").get_by_role("button", name="Switch off").click()
    expect(page.get_by_role("button", name="Set up", exact=True)).to_be_visible()

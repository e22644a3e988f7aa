"""An administrator makes Baton the company's own in the browser, and customers see it at once, without a reload."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, Customer

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
LAUNCHER = "element => getComputedStyle(element.shadowRoot.querySelector('button')).backgroundColor"
AT_ONCE = 3_000  # two seconds, and the time that a browser needs to show it


@pytest.fixture
def admin(baton: Installation, new_page: NewPage) -> Iterator[Colleague]:
    colleague = Colleague(new_page(), baton, baton.sign_ins("admin")[0])
    colleague.open("console#/settings")
    expect(colleague.page.get_by_label("Company name", exact=True)).to_be_visible()
    yield colleague
    now = colleague.call("GET", "/company-settings")
    colleague.call("PUT", "/company-settings", {"version": now["version"], "values": dict.fromkeys(now["values"])})


def save(admin: Colleague) -> None:
    admin.page.get_by_role("button", name="Save", exact=True).click()
    admin.sees("Saved. Customers see it now.")


def test_open_widgets_show_a_new_name_greeting_and_colour_without_a_reload(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, admin: Colleague
) -> None:
    looking, talking = Customer(new_page(), baton), Customer(new_page(**PHONE), baton)
    for customer in (looking, talking):
        customer.open_widget()
        expect(customer.chat.get_by_role("heading", name="Wren & Wheel")).to_be_visible()
    talking.say("hello")
    page = admin.page
    page.get_by_label("Company name", exact=True).fill("Heron Broadband")
    page.get_by_label("Accent colour", exact=True).fill("#7a1fa2")
    expect(page.get_by_text("Text on this colour is white, with a contrast of 8")).to_be_visible()
    page.get_by_label("Greeting").fill("Good day from {company}!")
    preview = page.frame_locator("iframe[title='Preview']")
    expect(preview.get_by_text("Good day from Heron Broadband!")).to_be_visible()
    keep_screenshot(page, "edited")
    save(admin)
    for customer in (looking, talking):
        expect(customer.chat.get_by_role("heading", name="Heron Broadband")).to_be_visible(timeout=AT_ONCE)
        expect(customer.chat.get_by_text("Good day from Heron Broadband!")).to_be_visible(timeout=AT_ONCE)
        assert customer.page.locator("baton-widget").evaluate(LAUNCHER) == "rgb(122, 31, 162)"
    keep_screenshot(looking.page, "customer")
    later = new_page()
    later.goto(baton.shop)
    assert later.locator("baton-widget").evaluate(LAUNCHER) == "rgb(122, 31, 162)", "before anybody opens it"


def test_wrong_values_are_shown_at_their_field_and_unsaved_ones_are_not_lost(
    baton: Installation, keep_screenshot: Keep, admin: Colleague
) -> None:
    page = admin.page
    page.set_viewport_size(PHONE["viewport"])
    page.get_by_label("Goodbye").fill("Bye, {naam}!")
    page.get_by_label("Accent colour", exact=True).fill("#12")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Accent colour", exact=True)).to_be_focused()
    expect(page.get_by_label("Goodbye")).to_have_accessible_description(re.compile("placeholder in braces"))
    keep_screenshot(page, "refused")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "nothing sticks out on a phone"
    page.goto(f"{baton.address}/console#/account")
    dialog = page.get_by_role("dialog", name="Leave without saving?")
    dialog.get_by_role("button", name="Stay").click()
    expect(page.get_by_label("Goodbye")).to_have_value("Bye, {naam}!")
    page.goto(f"{baton.address}/console#/account")
    dialog.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("heading", name="Account", exact=True)).to_be_visible()


def test_who_saves_later_sees_what_somebody_else_has_changed(admin: Colleague, keep_screenshot: Keep) -> None:
    page = admin.page
    page.get_by_label("Company name", exact=True).fill("Egret")
    now = admin.call("GET", "/company-settings")
    theirs = {"company": "Stork", "bot_name": "Stella"}
    admin.call("PUT", "/company-settings", {"version": now["version"], "values": theirs})
    page.get_by_role("button", name="Save", exact=True).click()
    card = page.get_by_role("region", name=re.compile("has changed the settings meanwhile"))
    expect(card).to_contain_text("Now: Stork")
    expect(card).to_contain_text("Yours: Egret")
    expect(page.get_by_label("Name of the bot", exact=True)).to_have_value("Stella")
    expect(page.get_by_label("Company name", exact=True)).to_have_value("Egret")
    keep_screenshot(page, "meanwhile")
    save(admin)
    assert admin.call("GET", "/company-settings")["values"]["company"]["value"] == "Egret"

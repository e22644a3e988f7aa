"""The form before the chat, where a company wants one: by key, at a phone's width, and once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.story.installation import Installation
from tests.story.layout import sticking_out
from tests.story.people import Colleague, Customer
from tests.story.test_accessibility import violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
ASKED = {"form_name": "optional", "form_email": "required"}


@pytest.fixture
def admin(baton: Installation, new_page: NewPage) -> Iterator[Colleague]:
    """An administrator at the settings; afterwards nothing is asked any more."""
    admin = Colleague(new_page(), baton, baton.sign_ins("admin")[0])
    admin.open("console#/settings")
    expect(admin.page.get_by_role("region", name="Form before the chat")).to_be_visible()
    yield admin
    now = admin.call("GET", "/company-settings")
    admin.call("PUT", "/company-settings", {"version": now["version"], "values": dict.fromkeys(ASKED)})


def frame_of(customer: Customer) -> Frame:
    return next(frame for frame in customer.page.frames if "/widget" in frame.url)


def test_a_form_comes_before_the_first_message(
    baton: Installation, new_page: NewPage, admin: Colleague, keep_screenshot: Keep
) -> None:
    card = admin.page.get_by_role("region", name="Form before the chat")
    card.get_by_label("Name").select_option("optional")
    card.get_by_label("E-mail address").select_option("required")
    admin.page.get_by_role("button", name="Save", exact=True).click()
    admin.sees("Saved.")
    keep_screenshot(admin.page, "settings")

    customer = Customer(new_page(**PHONE), baton)
    customer.page.goto(baton.shop)
    customer.page.locator("baton-widget").get_by_role("button").first.click()
    form = customer.chat.get_by_role("form", name="Before we begin")
    name, email = form.get_by_label("Your name (optional)"), form.get_by_label("Your e-mail address")
    expect(name).to_be_focused()
    expect(customer.chat.get_by_label("Your message")).to_have_count(0)
    assert violations(frame_of(customer)) == []
    assert sticking_out(frame_of(customer)) == []
    keep_screenshot(customer.page, "form")
    keys = customer.page.keyboard
    keys.type("Mara")
    keys.press("Enter")
    expect(email).to_be_focused()
    expect(form.get_by_role("alert")).to_have_text("Please fill this in.")
    keys.type("mara")
    keys.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("name@example.com")
    keys.type("@example.com")
    keys.press("Enter")
    expect(form).to_have_count(0)
    customer.say("Which payment methods do you accept?")
    customer.sees(re.compile("Mastercard"))
    contact = admin.call("GET", f"/conversations/{customer.conversation_id}/customer")["contact"]
    assert (contact["name"], contact["email"]) == ("Mara", "mara@example.com")


def test_a_question_that_was_pressed_waits_for_the_form(
    baton: Installation, new_page: NewPage, admin: Colleague
) -> None:
    now = admin.call("GET", "/company-settings")
    admin.call("PUT", "/company-settings", {"version": now["version"], "values": ASKED})
    customer = Customer(new_page(), baton)
    customer.page.goto(baton.shop)
    customer.page.locator("baton-widget").get_by_role("button").first.click()
    form = customer.chat.get_by_role("form", name="Before we begin")
    expect(form).to_be_visible()
    offered = customer.chat.get_by_role("list", name="For example").get_by_role("button").first
    question = (offered.text_content() or "").strip()
    offered.click()
    expect(customer.chat.get_by_text("Sending…").or_(customer.log.get_by_text(question)).first).to_be_visible()
    expect(form).to_be_visible()
    form.get_by_label("Your e-mail address").fill("mara@example.com")
    form.get_by_role("button", name="Start the chat").click()
    expect(customer.log.get_by_role("article").nth(1)).to_be_visible(timeout=20_000)
    expect(form).to_have_count(0)

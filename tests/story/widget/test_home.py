"""The widget's first page: articles to search and read, conversations to go on with, the company's own colour."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.story.installation import Installation
from tests.story.layout import sticking_out
from tests.story.people import Customer
from tests.story.test_accessibility import Scheme, violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ARTICLE = "Where is my return?"


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


def frame_of(customer: Customer) -> Frame:
    return next(frame for frame in customer.page.frames if "/widget" in frame.url)


def test_a_customer_searches_the_articles_and_reads_one(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, scheme: Scheme
) -> None:
    customer = Customer(new_page(reduced_motion="reduce", color_scheme=scheme, **PHONE), baton)
    customer.open_widget()
    field = customer.chat.get_by_role("searchbox", name="Search our help articles")
    field.fill("return status")
    found = customer.chat.get_by_role("list", name="Articles found").get_by_role("button", name=ARTICLE)
    expect(found).to_be_visible()
    assert violations(frame_of(customer)) == []
    assert sticking_out(frame_of(customer)) == []
    keep_screenshot(customer.page, f"search-{scheme}")
    found.click()
    expect(customer.chat.get_by_role("region", name=ARTICLE).get_by_text("RT-12345")).to_be_visible()
    customer.press("Back")
    expect(found).to_be_focused()
    field.fill("xyzzy plugh")
    expect(customer.chat.get_by_text("We found no article about that.")).to_be_visible()
    field.fill("Can I pay with Apple Pay?")
    customer.press("Ask this as a question")
    customer.sees(re.compile("Apple Pay"))
    expect(field).to_have_count(0)


def test_earlier_conversations_can_be_taken_up_again(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    customer = Customer(new_page(**PHONE), baton)
    customer.open_widget()
    customer.say("Which payment methods do you accept?")
    customer.sees(re.compile("Mastercard"))
    first = customer.conversation_id
    customer.press("Start page")
    rows = customer.chat.get_by_role("list", name="Your conversations").get_by_role("button")
    rows.filter(has_text="Which payment methods").click()
    customer.press("More options")
    customer.press("Start a new conversation")
    customer.press("Start new")
    expect(rows).to_have_count(1)
    customer.say("Do you deliver to the United States?")
    customer.sees(re.compile("We do not deliver to the United States"))
    assert customer.conversation_id != first
    customer.press("Start page")
    expect(rows).to_have_count(2)
    keep_screenshot(customer.page, "conversations")
    rows.filter(has_text="Which payment methods").click()
    customer.sees(re.compile("Mastercard"))
    expect(customer.log.get_by_text("Do you deliver to the United States?")).to_have_count(0)
    assert customer.conversation_id == first
    customer.page.reload()
    customer.sees(re.compile("Mastercard"))


@pytest.mark.parametrize("accent", ["#ffd400", "#101010"], ids=["very light", "very dark"])
def test_every_part_wears_the_accent_and_stays_readable(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, scheme: Scheme, accent: str
) -> None:
    page = new_page(reduced_motion="reduce", color_scheme=scheme)
    shop = Customer(page, baton)
    page.goto(baton.shop)
    page.evaluate("accent => { document.querySelector('baton-widget').dataset.accent = accent; }", accent)
    page.locator("baton-widget").get_by_role("button").first.click()
    expect(shop.chat.get_by_label("Your message")).to_be_visible()
    expect(shop.chat.get_by_role("list", name="For example")).to_be_visible(timeout=30_000)
    widget = frame_of(shop)
    assert violations(widget) == []
    colour = "document.querySelector('.header') && getComputedStyle(document.querySelector('.header')).backgroundColor"
    wanted = tuple(int(accent[at : at + 2], 16) for at in (1, 3, 5))
    assert widget.evaluate(colour) == f"rgb{wanted}"
    shop.say("Which payment methods do you accept?")
    shop.sees(re.compile("Mastercard"))
    assert violations(widget) == []
    keep_screenshot(page, f"accent-{scheme}")

"""The help centre as its readers meet it: without scripts, by keyboard, on a phone, with the chat beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.layout import sticking_out
from tests.story.test_accessibility import Scheme, scheme, settled, violations

__all__ = ["scheme"]

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]
ARTICLE = "payment-methods"
PLACES = ("help", f"help/{ARTICLE}", "help?q=how+can+I+pay", "help?q=%F0%9F%94%A5", "help/nothing")
SIZES = ({"width": 390, "height": 844}, {"width": 1920, "height": 1080})


def test_every_page_can_be_read_by_everybody(
    baton: Installation, new_page: NewPage, scheme: Scheme, keep_screenshot: Keep
) -> None:
    found = []
    for size in SIZES:
        page = new_page(color_scheme=scheme, viewport=size, reduced_motion="reduce")
        for number, place in enumerate(PLACES):
            page.goto(f"{baton.address}/{place}")
            settled(page)
            found += [f"{place}: {each}" for each in (*violations(page), *sticking_out(page))]
            keep_screenshot(page, f"{scheme}-{size['width']}-{number}")
    assert found == []


def test_a_reader_without_scripts_searches_reads_and_answers(baton: Installation, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{baton.address}/help")
    page.get_by_role("searchbox").fill("wich payement methods do you acept")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page).to_have_url(f"{baton.address}/help/en/payment-methods-we-accept")
    expect(page.get_by_text("Last changed on")).to_be_visible()
    expect(page.get_by_text("Thank you for your answer.")).to_be_hidden()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("Thank you for your answer.")).to_be_visible()
    expect(page.get_by_role("button", name="Yes")).to_be_hidden()
    related = page.get_by_role("region", name="Related articles").get_by_role("link")
    expect(related.first).to_be_visible()


def test_the_chat_is_beside_the_article(baton: Installation, new_page: NewPage) -> None:
    page = new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{baton.address}/help/{ARTICLE}")
    page.get_by_role("button", name="Open chat").click()
    expect(page.frame_locator("baton-widget iframe").get_by_role("textbox").first).to_be_visible()
    assert errors == []


def test_the_keyboard_reaches_the_content_first(baton: Installation, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{baton.address}/help/{ARTICLE}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("place", ["help", f"help/{ARTICLE}"])
def test_on_paper_there_is_the_text_alone(baton: Installation, new_page: NewPage, place: str) -> None:
    page = new_page()
    page.goto(f"{baton.address}/{place}")
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.get_by_role("main")).to_be_visible()

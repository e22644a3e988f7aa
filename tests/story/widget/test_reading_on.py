"""A customer opens the whole article inside the widget after a reply, and returns to the conversation."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Locator, Page, Route, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, Customer
from tests.story.test_accessibility import violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PHONE = {"width": 375, "height": 667}
QUESTION = "Do you deliver to the United States?"
TITLE = "Countries we deliver to"
READ_ON = re.compile("^Read on")
BACK = "Back to the conversation"

FILLER = "Each of them is tuned by hand before it leaves our workshop, and none sounds quite like another. " * 8
ZEBRA = {
    "title": "Zebra bells for every bicycle",
    "questions": ["Do you sell zebra bells?", "how loud is a zebra bell?"],
    "category": "Zebra bells",
    "body": f"Zebra bells are striped and made of brass. {FILLER}\n\n## How loud a zebra bell is\n\n"
    f"A zebra bell reaches **93 decibels**. {FILLER}\n\n## Care of a zebra bell\n\n"
    f"See [the bell makers](https://bells.example/care) and <img src=x onerror=alert(1)>. {FILLER}",
}


class Reader(Customer):
    """A customer who opens articles."""

    @property
    def frame(self) -> Frame:
        return next(frame for frame in self.page.frames if "/widget" in frame.url)

    @property
    def article(self) -> Locator:
        return self.chat.get_by_role("region", name=re.compile(f"^({TITLE}|{ZEBRA['title']})$"))

    @property
    def read_on(self) -> Locator:
        return self.log.get_by_role("button", name=READ_ON).last

    def scrolled(self) -> float:
        return float(self.frame.evaluate("document.querySelector('.transcript').scrollTop"))


@pytest.fixture
def editor(baton: Installation, new_page: NewPage) -> Colleague:
    colleague = Colleague(new_page(), baton, baton.sign_ins("editor")[0])
    colleague.open("editor#/articles")
    expect(colleague.page.get_by_role("button", name="Sign out")).to_be_visible()
    return colleague


@pytest.fixture
def zebra(editor: Colleague) -> Iterator[str]:
    """An article that no other test uses."""
    article = editor.call("POST", "/articles", ZEBRA)
    editor.call("POST", f"/articles/{article['id']}/publish", {"version": article["version"]})
    yield article["id"]
    editor.call("POST", f"/articles/{article['id']}/archive", {})


def asked(reader: Reader, question: str) -> None:
    reader.open_widget()
    reader.say(question)
    expect(reader.read_on).to_be_visible(timeout=20_000)


def test_a_reply_taller_than_the_phone_is_read_from_its_beginning(baton: Installation, new_page: NewPage) -> None:
    reader = Reader(new_page(viewport={"width": 375, "height": 480}, has_touch=True, is_mobile=True), baton)
    reader.open_widget()
    reader.say("Which child seat fits the Merlin City?")
    reply = reader.log.locator(".message-bot").last
    reply.get_by_role("cell", name=re.compile("up to 22 kg")).first.wait_for(timeout=20_000)
    expect(reply.locator(".byline-name")).to_be_in_viewport()
    assert reply.evaluate("reply => reply.offsetHeight") > 480


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_the_whole_article_opens_at_the_part_that_was_shown_and_leads_back(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, device: str
) -> None:
    options: dict[str, Any] = {} if device == "desktop" else {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    reader = Reader(new_page(reduced_motion="reduce", **options), baton)
    reader.open_widget()
    reader.say("Which payment methods do you accept?")
    reader.sees(re.compile("Mastercard"))
    reader.say(QUESTION)
    reader.sees(re.compile("We do not deliver to the United States"))
    box = reader.chat.get_by_label("Your message")
    box.fill("And what about")
    expect(reader.read_on).to_be_visible()
    keep_screenshot(reader.page, "reply")
    reader.read_on.focus()
    before = reader.scrolled()

    reader.read_on.press("Enter")
    section = reader.article.get_by_role("heading", name="Elsewhere", exact=True)
    expect(section).to_be_focused()
    expect(section).to_be_in_viewport()
    assert section.evaluate("heading => heading.getBoundingClientRect().top") < 260, "it stands at the top"
    expect(reader.article.get_by_role("heading", level=2, name=TITLE)).to_have_count(1)
    expect(reader.article.get_by_text("Manuals come in English, Dutch, French and German")).to_have_count(1)
    assert not box.evaluate("box => { box.focus(); return document.activeElement === box; }"), "it lies beneath"
    assert violations(reader.frame) == []
    assert reader.frame.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
    keep_screenshot(reader.page, "article")

    reader.page.keyboard.press("Escape")
    expect(reader.read_on).to_be_focused()
    expect(reader.article).to_have_count(0)
    expect(box).to_have_value("And what about")
    assert abs(reader.scrolled() - before) < 2, "the conversation stands where it stood"

    reader.read_on.click()
    expect(reader.article).to_be_visible()
    reader.press(BACK)
    expect(reader.read_on).to_be_focused()
    expect(box).to_have_value("And what about")


def test_back_is_reached_by_keyboard_and_escape_then_closes_the_widget(baton: Installation, new_page: NewPage) -> None:
    reader = Reader(new_page(), baton)
    asked(reader, QUESTION)
    reader.read_on.press("Enter")
    expect(reader.article.get_by_role("heading", name="Elsewhere", exact=True)).to_be_focused()
    reader.page.keyboard.press("Shift+Tab")
    expect(reader.article).to_be_focused()
    reader.page.keyboard.press("Shift+Tab")
    expect(reader.chat.get_by_role("button", name=BACK)).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(reader.read_on).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.chat.get_by_label("Your message")).to_be_hidden()


def test_new_messages_are_counted_while_an_article_is_open(baton: Installation, new_page: NewPage) -> None:
    reader = Reader(new_page(), baton)
    asked(reader, QUESTION)
    reader.read_on.click()
    expect(reader.article.get_by_role("heading", name="Elsewhere", exact=True)).to_be_focused()
    token = reader.frame.evaluate("JSON.parse(localStorage.getItem('baton.conversation')).token")
    message = {"client_message_id": "elsewhere", "text": "Which payment methods do you accept?"}
    baton.call("POST", f"/conversations/{reader.conversation_id}/messages", message, token)
    expect(reader.chat.get_by_role("status").filter(has_text="1 new message")).to_be_visible(timeout=20_000)
    reader.press(BACK)
    reader.sees(re.compile("Apple Pay|PayPal", re.IGNORECASE))


def test_an_articles_text_is_not_run_and_its_links_open_outside(
    baton: Installation, new_page: NewPage, zebra: str
) -> None:
    reader = Reader(new_page(), baton)
    asked(reader, "how loud is a zebra bell?")
    reader.read_on.click()
    expect(reader.article.get_by_role("heading", name="How loud a zebra bell is")).to_be_focused()
    expect(reader.article.get_by_text("<img src=x onerror=alert(1)>")).to_have_count(1)
    expect(reader.article.locator("img")).to_have_count(0)
    expect(reader.article.locator("[lang]")).to_have_attribute("lang", "en")
    link = reader.article.get_by_role("link", name="the bell makers")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(link).to_have_attribute("href", "https://bells.example/care")


def test_a_missing_article_says_so_and_leads_back(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, editor: Colleague, zebra: str
) -> None:
    reader = Reader(new_page(viewport=PHONE), baton)
    asked(reader, "how loud is a zebra bell?")
    editor.call("POST", f"/articles/{zebra}/archive", {})
    reader.read_on.click()
    expect(reader.chat.get_by_role("alert")).to_have_text("This article is no longer available.")
    expect(reader.chat.get_by_role("button", name="Try again")).to_have_count(0)
    keep_screenshot(reader.page, "gone")
    reader.press(BACK)
    expect(reader.read_on).to_be_focused()


def test_a_failing_or_slow_network_offers_another_try(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    reader = Reader(new_page(viewport=PHONE), baton)
    asked(reader, QUESTION)
    reader.page.route("**/api/v1/help/*", lambda route: route.abort())
    reader.read_on.click()
    expect(reader.chat.get_by_role("alert")).to_have_text("This article could not be loaded.")
    assert violations(reader.frame) == []
    keep_screenshot(reader.page, "failed")

    held: list[Route] = []
    reader.page.unroute("**/api/v1/help/*")
    reader.page.route("**/api/v1/help/*", lambda route: held.append(route))
    reader.press("Try again")
    expect(reader.article.get_by_text("Loading")).to_be_attached()
    expect(reader.article.get_by_role("heading", name=TITLE)).to_be_visible()
    keep_screenshot(reader.page, "loading")
    until = time.monotonic() + 10
    while not held and time.monotonic() < until:
        reader.page.wait_for_timeout(20)
    held[0].continue_()
    expect(reader.article.get_by_role("heading", name="Elsewhere", exact=True)).to_be_in_viewport()
    expect(reader.chat.get_by_role("alert")).to_have_count(0)


def test_a_reply_with_the_whole_article_has_no_read_on(
    baton: Installation, new_page: NewPage, editor: Colleague
) -> None:
    short = {**ZEBRA, "title": "Quagga bells", "questions": ["Do you sell quagga bells?"], "body": "No quagga bells."}
    article = editor.call("POST", "/articles", short)
    editor.call("POST", f"/articles/{article['id']}/publish", {"version": article["version"]})
    try:
        reader = Reader(new_page(), baton)
        reader.open_widget()
        reader.say("Do you sell quagga bells?")
        reader.sees("No quagga bells.")
        expect(reader.log.get_by_role("button", name=READ_ON)).to_have_count(0)
    finally:
        editor.call("POST", f"/articles/{article['id']}/archive", {})

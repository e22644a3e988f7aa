"""The console's frame: the transcript has most of the room, everything fits, and people's own looks stay."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.story.installation import Installation
from tests.story.layout import sticking_out
from tests.story.people import Colleague, waiting_customer

NewPage = Callable[..., Page]
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
ZOOMED: ViewportSize = {"width": 683, "height": 384}
"""What a page on a laptop's screen has at 200 % zoom."""

QUESTION = "When will my front wheel be ready for collection?"

SHOWS_TWO_MESSAGES = """() => {
    const frame = document.querySelector(".transcript").getBoundingClientRect();
    const inside = box => box.top >= frame.top && box.bottom <= frame.bottom;
    return [...document.querySelectorAll(".transcript .bubble")]
        .filter(each => inside(each.getBoundingClientRect())).length >= 2;
}"""
SHRINKS_WHILE_IT_SCROLLS = """() => {
    const frame = document.querySelector(".transcript");
    frame.scrollTop -= 1;
    frame.style.maxHeight = "110px";
}"""
"""As a keyboard that opens while a message comes: the browser tells the scroll after the height has changed."""
FOREIGN = """performance.getEntriesByType("resource").map(each => each.name)
    .filter(name => !name.startsWith(origin) && !name.startsWith("data:"))"""
PLACES = """tabs => tabs.map(each => each.getBoundingClientRect()).map(box => [Math.round(box.x), Math.round(box.y)])"""
OWN_FONT = """document.fonts.ready.then(() => [...document.fonts].some(
    each => each.family.includes("Inter") && each.status === "loaded"))"""


@pytest.fixture
def agent(baton: Installation, new_page: NewPage) -> Colleague:
    someone = Colleague(new_page(viewport=LAPTOP), baton, baton.sign_ins("agent")[0])
    someone.open("console")
    someone.go_online()
    return someone


def test_the_transcript_has_most_of_the_height(baton: Installation, agent: Colleague) -> None:
    conversation = waiting_customer(baton, QUESTION, "I asked on Monday", "Please let me know today")
    page = agent.page
    page.goto(f"{baton.address}/console#/inbox/{conversation}")
    brief = page.get_by_role("region", name="Brief")
    expect(brief).to_contain_text(QUESTION)  # before anybody accepts
    agent.accept(conversation)
    expect(brief).to_contain_text(QUESTION)
    box = page.get_by_role("region", name="Transcript").bounding_box()
    assert box
    assert box["height"] >= LAPTOP["height"] / 2
    brief.get_by_role("button", name="Show the whole brief").click()
    expect(brief).to_contain_text("Customer's messages")
    header = page.locator(".conversation-header").bounding_box()
    assert header
    assert header["height"] < 64, "one row"
    brief.get_by_role("button", name="Show less of the brief").click()
    for text in ("One moment, please", "I am looking it up"):  # short ones: a reply of the bot can be long
        agent.write(text)
    page.set_viewport_size(ZOOMED)
    page.wait_for_function(SHOWS_TWO_MESSAGES)
    page.evaluate(SHRINKS_WHILE_IT_SCROLLS)
    page.wait_for_function(SHOWS_TWO_MESSAGES)
    page.set_viewport_size(LAPTOP)
    agent.press_more("Back to queue")


@pytest.mark.parametrize("width", [390, 1366, 1920, 2560])
def test_everything_fits_in_every_width(baton: Installation, new_page: NewPage, width: int) -> None:
    conversation = waiting_customer(baton, "Do you have a wheel for " + "Donaudampfschifffahrtsgesellschaft" * 3)
    someone = Colleague(new_page(viewport={"width": width, "height": 844}), baton, baton.sign_ins("supervisor")[0])
    someone.open("console")
    page = someone.page
    expect(page.locator(f"[data-conversation='{conversation}']")).to_be_attached()
    assert sticking_out(page) == []
    page.goto(f"{baton.address}/console#/inbox/{conversation}")
    expect(page.get_by_role("log")).to_contain_text("Donaudampf")
    assert sticking_out(page) == []


def test_the_look_is_the_persons_own_and_stays(baton: Installation, agent: Colleague) -> None:
    page = agent.page
    agent.open_own_menu()
    page.get_by_label("Theme").select_option("dark")
    page.get_by_label("Density").select_option("compact")
    page.get_by_label("Motion").select_option("off")
    page.reload()
    expect(agent.own_menu).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 21)"
    expect(page.locator("body")).to_have_css("font-size", "13px")
    assert page.evaluate(OWN_FONT)
    assert page.evaluate(FOREIGN) == []
    agent.open_own_menu()
    page.get_by_label("Density").select_option("comfortable")
    expect(page.locator("html")).not_to_have_attribute("data-density", "compact")
    expect(page.locator("body")).to_have_css("font-size", "14px")
    page.keyboard.press("Escape")
    expect(agent.own_menu).to_be_focused()
    agent.open_own_menu()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name=re.compile("Sign in"))).to_be_visible()


def test_counts_leave_the_tabs_and_the_list_where_they_are(baton: Installation, agent: Colleague) -> None:
    page = agent.page
    agent.show("Waiting")
    page.wait_for_function(OWN_FONT)  # its letters have other widths than the one shown before it
    before = page.get_by_role("tab").evaluate_all(PLACES)
    conversation = waiting_customer(baton)
    row = page.locator(f"[data-conversation='{conversation}']")
    expect(row).to_contain_text("No messages yet.")
    expect(page.get_by_role("tab", name=re.compile(r"^Waiting \d+"))).to_be_visible()
    assert len({top for _, top in before}) == 1, "all of them in one line"
    assert page.get_by_role("tab").evaluate_all(PLACES) == before
    agent.accept(conversation)
    agent.press("Resolve")

"""The inbox in a real browser: its tabs and filter stay, several are done at once, and nothing happens by accident."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import NOTE, REPLY, Colleague, waiting_customer

NewPage = Callable[..., Page]


@pytest.fixture
def agent(baton: Installation, new_page: NewPage) -> Colleague:
    someone = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    someone.open("console")
    someone.go_online()
    return someone


def row(someone: Colleague, conversation: str) -> Locator:
    return someone.page.locator(f"[data-conversation='{conversation}']")


def test_a_row_says_what_it_is_about_and_the_view_stays(baton: Installation, agent: Colleague) -> None:
    page = agent.page
    first = waiting_customer(baton, "Does the blue helmet come in size 58?")
    expect(row(agent, first)).to_contain_text("Does the blue helmet come in size 58?")
    expect(row(agent, first).get_by_text("Asked for a person")).to_have_class(re.compile("visually-hidden"))
    page.get_by_role("button", name="Filter and views").click()
    page.get_by_role("combobox", name="Reason").select_option("Asked for a person")
    page.get_by_label("Name of a new view").fill("Callers")
    page.get_by_role("button", name="Save view").click()
    page.get_by_role("combobox", name="Order").select_option("Newest first")
    page.reload()
    expect(page.get_by_role("combobox", name="Order")).to_have_value("newest")
    page.get_by_role("button", name=re.compile("1 filter active")).click()
    expect(page.get_by_role("combobox", name="Reason")).to_have_value("asked_for_person")
    page.get_by_role("button", name="Callers", exact=True).click()
    expect(page.get_by_role("combobox", name="Order")).to_have_value("urgent")
    page.get_by_role("button", name="Clear filter").click()
    agent.accept(first)
    expect(page.get_by_role("tab", name=re.compile("^Mine"))).to_have_attribute("aria-selected", "true")
    expect(row(agent, first)).to_be_visible()
    agent.press("Resolve")


def test_several_are_accepted_and_resolved_at_once(baton: Installation, agent: Colleague) -> None:
    page = agent.page
    both = [waiting_customer(baton, f"Bulk question {number}") for number in range(2)]
    for each in both:
        row(agent, each).focus()
        page.keyboard.press("x")
    bar = page.get_by_role("group", name="Selected conversations")
    expect(bar).to_contain_text("2 selected")
    bar.get_by_role("button", name="Tag…").press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Tags")).to_be_focused()
    page.keyboard.type("by hand")
    page.keyboard.press("Enter")
    agent.sees("Tagged 2 conversations.")
    for each in both:
        expect(row(agent, each)).to_contain_text("by hand")
        row(agent, each).focus()
        page.keyboard.press("x")
    bar.get_by_role("button", name="Accept all").click()
    agent.sees("Accepted 2 conversations.")
    agent.show("Mine")
    for each in both:
        row(agent, each).focus()
        page.keyboard.press("x")
    bar.get_by_role("button", name="Resolve…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("How did it end?").select_option("Solved")
    dialog.get_by_label("Tags").fill("bulk")
    dialog.get_by_role("button", name="Resolve", exact=True).click()
    for each in both:
        expect(row(agent, each)).to_have_count(0)
        assert agent.call("GET", f"/conversations/{each}")["resolution"]["tags"] == ["by hand", "bulk"]


def test_a_accepts_only_what_is_open_and_resolving_can_be_undone(baton: Installation, agent: Colleague) -> None:
    page = agent.page
    conversation = waiting_customer(baton, "Nobody has looked at me yet")
    row(agent, conversation).focus()
    page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Nobody has looked at me yet")
    assert agent.call("GET", f"/conversations/{conversation}")["status"] == "queued"
    page.keyboard.press("a")
    expect(page.get_by_label(REPLY)).to_be_focused()
    page.keyboard.type("All done, goodbye")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("log")).to_contain_text("All done, goodbye")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("heading", level=2).first).to_be_focused()
    page.keyboard.press("z")
    expect(page.get_by_label(REPLY)).to_be_visible()
    assert agent.call("GET", f"/conversations/{conversation}")["status"] == "assigned"
    expect(page.get_by_label(REPLY)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.get_by_label("How did it end?")).to_be_visible()
    page.get_by_role("button", name="Reopen").click()
    expect(page.get_by_label(REPLY)).to_be_visible()
    agent.press("Resolve")


def test_a_supervisor_who_takes_over_turns_no_reply_into_a_note(
    baton: Installation, new_page: NewPage, agent: Colleague
) -> None:
    conversation = waiting_customer(baton, "I am the one who is passed on")
    agent.accept(conversation)
    page = agent.page
    page.get_by_label(REPLY).fill("Dear customer, as I was say")
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open(f"console#/all/{conversation}")
    sam.press("Take over")
    expect(page.get_by_label(NOTE)).to_have_value("")
    kept = page.get_by_role("region", name=re.compile("You were writing this reply"))
    expect(kept).to_contain_text("Dear customer, as I was say")
    page.get_by_label(NOTE).press("Enter")
    assert "as I was say" not in str(agent.call("GET", f"/conversations/{conversation}/messages"))
    sam.press("Resolve")

"""How an article is found, and what the articles do not settle, as an editor sees it."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

Keep = Callable[[Page, str], Path]
PATIENCE = 30_000
BODY = "You can rent a sea kayak for up to fourteen days. A double costs €70 a day.\n\n## Learning to roll\n\nAsk us."
ODD = "do you lend snow shoes to reindeer"


@pytest.fixture
def editor(baton: Installation, new_page: Callable[..., Page]) -> Colleague:
    editor = Colleague(new_page(), baton, baton.sign_ins("editor")[0])
    editor.open("editor#/articles")
    expect(editor.page.get_by_role("button", name="Sign out")).to_be_visible()
    return editor


def test_a_suggestion_joins_the_phrasings_with_one_key_and_is_tried(editor: Colleague, keep_screenshot: Keep) -> None:
    page = editor.page
    page.goto(f"{editor.baton.address}/editor#/articles/new")
    page.get_by_label("Title").fill("Renting a sea kayak")
    page.get_by_role("textbox", name="Text", exact=True).fill(BODY)
    found = page.get_by_role("region", name="How it is found")
    expect(found.get_by_text("1 of 1 are found firmly")).to_be_visible(timeout=PATIENCE)
    suggested = page.get_by_role("region", name="Suggested phrasings")
    suggested.get_by_role("button", name="Suggest phrasings").click()
    first = suggested.get_by_role("button", name="Add “Learning to roll”")
    expect(first).to_be_visible(timeout=PATIENCE)
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_count(0)
    expect(page.get_by_label("Other phrasings")).to_have_value("Learning to roll")
    expect(found.get_by_text(re.compile("of 2 are found firmly"))).to_be_visible(timeout=PATIENCE)
    question = "Can I rent a sea kayak for up to fourteen days?"
    expect(suggested.get_by_role("button", name=re.compile("^Add “")).first).to_be_focused()
    suggested.get_by_role("button", name=f"Dismiss “{question}”").click()
    expect(suggested.get_by_text(question)).to_have_count(0)
    expect(page.get_by_label("Other phrasings")).to_have_value("Learning to roll")
    keep_screenshot(page, "found")


def test_a_gap_is_set_aside_and_comes_back(editor: Colleague, baton: Installation, keep_screenshot: Keep) -> None:
    opened = baton.call("POST", "/conversations", {})
    path, token = f"/conversations/{opened['conversation_id']}", opened["token"]
    said = f"{ODD}? I am at reindeer@example.org"
    baton.call("POST", f"{path}/messages", {"client_message_id": str(uuid4()), "text": said}, token)
    page = editor.page
    for _ in range(PATIENCE // 500):
        if any(
            each["author"]["kind"] == "bot" for each in baton.call("GET", f"{path}/messages", token=token)["messages"]
        ):
            break
        page.wait_for_timeout(500)  # the bot's turn, in another process
    page.goto(f"{baton.address}/editor#/unanswered")
    card = page.get_by_role("article", name=re.compile(f"{ODD}.*e-mail"))
    expect(card).to_be_visible(timeout=PATIENCE)
    card.get_by_text(re.compile("how agents settled")).click()
    expect(card.get_by_text("No agent's answer was found")).to_be_visible()
    keep_screenshot(page, "gaps")
    card.get_by_role("button", name="Set aside").click()
    expect(card).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible(timeout=PATIENCE)
    card.get_by_role("button", name="Set aside").click()
    expect(card).to_have_count(0)
    page.get_by_role("button", name="Set aside", exact=True).first.click()
    expect(card).to_be_visible(timeout=PATIENCE)
    card.get_by_role("button", name="Put back").click()
    expect(card).to_have_count(0)

"""An editor keeps the golden set by hand, and sees at once whether the bot's replies are right now."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

Keep = Callable[[Page, str], Path]


@pytest.fixture
def editor(baton: Installation, new_page: Callable[..., Page]) -> Colleague:
    opened = Colleague(new_page(), baton, baton.sign_ins("editor")[0])
    opened.open("editor#/golden")
    expect(opened.page.get_by_role("button", name="Add a question")).to_be_visible()
    return opened


def add(page: Page, question: str, *, article: str, fact: str) -> Locator:
    page.get_by_role("button", name="Add a question").click()
    form = page.get_by_role("dialog", name="Add a question")
    form.get_by_label("Question", exact=True).fill(question)
    form.get_by_label("Add an article").select_option(article)
    form.get_by_label("Facts that must be read").fill(fact)
    form.get_by_role("button", name="Save").click()
    return page.get_by_role("article", name=question)


def test_a_golden_question_says_whether_its_reply_is_right_now(editor: Colleague, keep_screenshot: Keep) -> None:
    page = editor.page
    first = add(
        page, "How long may I take to return clothing?", article="Return clothing, shoes or gloves", fact="30 days"
    )
    expect(first.get_by_text("Right now")).to_be_visible(timeout=60_000)
    wrong = add(
        page, "Within how many days can clothing go back?", article="Return clothing, shoes or gloves", fact="700 days"
    )
    expect(wrong.get_by_text("Wrong now")).to_be_visible(timeout=60_000)
    expect(wrong).to_contain_text("This fact is missing: 700 days")
    wrong.get_by_text("What the bot says").click()
    expect(wrong).to_contain_text("within 30 days")
    keep_screenshot(page, "wrong")

    wrong.get_by_role("button", name="Edit").click()
    form = page.get_by_role("dialog", name="Edit the question")
    form.get_by_label("Facts that must be read").fill("30 days")
    page.mouse.click(5, 400)  # beside the dialog: what was typed must not be lost
    form.get_by_role("button", name="Save").click()
    expect(wrong.get_by_text("Right now")).to_be_visible(timeout=60_000)

    page.reload()
    expect(first).to_be_visible()
    expect(page.get_by_text("Right now")).to_have_count(0)
    page.get_by_role("button", name="Ask them now").click()
    expect(page.get_by_text(re.compile(r"^\d+ of \d+ replies are right now\.$"))).to_be_visible(timeout=120_000)
    expect(wrong.get_by_text("Right now")).to_be_visible()
    for question in editor.call("GET", "/golden-questions")["questions"]:
        if "clothing" in question["text"]:
            editor.call("DELETE", f"/golden-questions/{question['id']}")

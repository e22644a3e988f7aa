"""The greeting offers only questions that the bot answers, and editors are warned when one is lost."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, Customer

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PHONE: dict[str, Any] = {"viewport": {"width": 375, "height": 667}}
UNSURE = re.compile("I think this is it|I am not sure|passing you on|Which of these do you mean", re.IGNORECASE)


def suggestions(customer: Customer) -> Locator:
    return customer.chat.get_by_role("list", name="For example").get_by_role("button")


def greeted(baton: Installation, new_page: NewPage, **options: Any) -> Customer:
    customer = Customer(new_page(**options), baton)
    customer.open_widget()
    expect(suggestions(customer).first).to_be_visible(timeout=30_000)
    return customer


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_every_offered_question_is_answered_firmly(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, options: dict[str, Any]
) -> None:
    first = greeted(baton, new_page, **options)
    keep_screenshot(first.page, "greeting")
    for number in range(4):
        customer = greeted(baton, new_page, **options)
        expect(suggestions(customer)).to_have_count(4)
        suggestions(customer).nth(number).click()  # by its place: what is asked most may change meanwhile
        customer.sees(re.compile("Did this help"))
        expect(customer.log.get_by_text(UNSURE)).to_have_count(0)
        expect(customer.log.get_by_text("Sources")).to_be_visible()
        expect(suggestions(customer)).to_have_count(0)


@pytest.fixture
def editor(baton: Installation, new_page: NewPage) -> Colleague:
    colleague = Colleague(new_page(), baton, baton.sign_ins("editor")[0])
    colleague.open("editor#/greeting")
    expect(colleague.page.get_by_role("heading", name="Offered now")).to_be_visible()
    return colleague


def test_an_editor_chooses_questions_and_sees_which_are_left_out(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, editor: Colleague
) -> None:
    page = editor.page
    offered = page.get_by_role("region", name="Offered now").get_by_role("listitem")
    expect(offered).to_have_count(4)
    keep_screenshot(page, "by-itself")
    page.get_by_label("Question 1").fill("Can I pay with American Express?")
    page.get_by_label("Question 2").fill("Who will win the race on Sunday?")
    page.get_by_role("button", name="Save", exact=True).click()
    try:
        editor.sees("Saved. The greeting offers these questions from now on.")
        expect(offered).to_have_count(1)
        expect(page.get_by_label("Question 2")).to_have_accessible_description(re.compile("Left out for now"))
        keep_screenshot(page, "chosen")
        assert suggestions(greeted(baton, new_page)).all_inner_texts() == ["Can I pay with American Express?"]
    finally:
        page.get_by_role("button", name="Choose automatically").click()
        editor.sees("The questions are chosen automatically now.")
    expect(offered).to_have_count(4)


def test_publishing_warns_of_a_question_that_it_loses(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, editor: Colleague
) -> None:
    page = editor.page
    # Of the first, no other article answers anything; the second stays.
    chosen = {"texts": ["Is the first service free?", "Can I pay with American Express?"]}
    lost = editor.call("PUT", "/greeting-questions", chosen)["questions"][0]
    path = f"/articles/{lost['article_id']}"
    version = editor.call("GET", path)["version"]
    page.goto(f"{baton.address}/editor#{path}")
    page.get_by_label("Title").fill("The history of our logo")
    page.get_by_label("Other phrasings").fill("")
    page.get_by_label("Text", exact=True).fill("A wren sits on a wheel since the first day.")
    golden = {"text": lost["text"], "article_ids": [lost["article_id"]]}
    kept = editor.call("POST", "/golden-questions", golden)
    page.get_by_role("button", name="Publish", exact=True).click()
    check = page.get_by_role("dialog")
    expect(check).to_contain_text("of them from the golden set", timeout=60_000)
    expect(check.get_by_role("article").filter(has_text=lost["text"]).first).to_contain_text("Golden set")
    keep_screenshot(page, "check")
    check.get_by_role("button", name="Publish", exact=True).click()
    expect(check.get_by_role("alert")).to_contain_text("would be wrong")
    check.get_by_role("button", name="Publish anyway").click()
    try:
        warning = page.get_by_role("status").filter(has_text="offered these questions before this publication")
        expect(warning).to_contain_text(lost["text"], timeout=20_000)
        keep_screenshot(page, "lost")
        assert lost["text"] not in suggestions(greeted(baton, new_page)).all_inner_texts()
        warning.get_by_role("button", name="Dismiss").click()
        expect(warning).to_have_count(0)
        page.get_by_role("button", name="History").click()
        page.get_by_role("dialog").get_by_role("button", name="Undo the publication").click()
        editor.sees(re.compile("Customers get version"))
        assert editor.call("GET", path)["published_version"] == version
    finally:
        editor.call("PUT", "/greeting-questions", {"texts": []})
        editor.call("DELETE", f"/golden-questions/{kept['id']}")
        restored = editor.call("POST", f"{path}/versions/{version}/restore", {})
        editor.call("POST", f"{path}/publish", {"version": restored["version"]})

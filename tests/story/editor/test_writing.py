"""Editors write by keyboard, paste from elsewhere, and two of them lose nothing to each other."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PASTE_HTML = """html => navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob([html], {type: "text/html"}), "text/plain": new Blob(["plain"], {type: "text/plain"})})])"""
PASTE_PICTURE = """async () => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d").fillRect(0, 0, 300, 150);
    const blob = await new Promise(done => canvas.toBlob(done, "image/png"));
    await navigator.clipboard.write([new ClipboardItem({"image/png": blob})]);
}"""


@pytest.fixture
def editors(baton: Installation, new_page: NewPage) -> list[Colleague]:
    """An editor, and an administrator who edits too."""
    people = [baton.sign_ins("editor")[0], baton.sign_ins("admin")[0]]
    opened = [Colleague(new_page(permissions=["clipboard-read", "clipboard-write"]), baton, one) for one in people]
    for one in opened:
        one.open("editor#/articles")
        expect(one.page.get_by_role("button", name="Sign out")).to_be_visible()
    return opened


def text_of(one: Colleague) -> Locator:
    return one.page.get_by_role("textbox", name="Text", exact=True)


def body_of(one: Colleague, article_id: str) -> str:
    return str(one.call("GET", f"/articles/{article_id}")["body"])


def test_an_article_is_written_by_keyboard_and_from_what_is_pasted(
    baton: Installation, editors: list[Colleague], keep_screenshot: Keep
) -> None:
    editor = editors[0]
    page, keys = editor.page, editor.page.keyboard
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Title").fill("Keep your bicycle over the winter")
    text_of(editor).click()
    keys.type("Do this:\n\n- Clean it\nOil the chain\n\n\n| What | Price |\n| --- | --- |\n| Check | 12 |")
    keys.press("Tab")
    keys.type("Wash")
    keys.press("Tab")
    keys.type("20")
    keys.press("Control+End")
    keys.type("\n\nSee ")
    keys.press("Control+k")
    page.get_by_label("Article or address").fill("waranty")
    page.get_by_role("list", name="Articles").get_by_role("button").first.click()
    page.get_by_role("button", name="Insert link").click()
    page.evaluate(PASTE_HTML, "<h2>Storing</h2><p>In a <b>dry</b> room<script>alert(1)</script></p>")
    keys.type("\n\n")
    keys.press("Control+v")
    expect(text_of(editor)).to_contain_text("**dry**")
    page.evaluate(PASTE_PICTURE)
    keys.type("\n\n")
    keys.press("Control+v")
    page.get_by_label("What it shows").fill("A black sign")
    page.get_by_role("button", name="Insert picture").click()
    picture = page.get_by_role("region", name="Preview").get_by_role("img", name="A black sign")
    expect(picture).to_have_js_property("naturalWidth", 300)
    page.get_by_role("button", name="Publish").click()
    editor.sees("Published. The bot uses this version now.")
    article = page.url.rpartition("/")[2]
    body = body_of(editor, article)
    assert body.startswith("Do this:\n\n- Clean it\n- Oil the chain\n")
    assert "| Check | 12 |\n| Wash | 20 |" in body
    assert "](/help/" in body
    assert "## Storing\n\nIn a **dry** room\n\n![A black sign](/article-images/" in body
    assert "alert" not in body
    keep_screenshot(page, "written")
    page.goto(f"{baton.address}/help/{article}")
    expect(page.get_by_role("img", name="A black sign")).to_have_js_property("naturalWidth", 300)
    expect(page.get_by_role("heading", name="Storing")).to_have_attribute("id", "storing")


def test_two_editors_see_each_other_and_keep_what_both_have_written(
    baton: Installation, editors: list[Colleague], keep_screenshot: Keep
) -> None:
    first, second = editors
    made = first.call("POST", "/articles", {"title": "Two of us", "body": "One.\n\nTwo.\n\nThree."})
    for one in editors:
        one.page.goto(f"{baton.address}/editor#/articles/{made['id']}")
        text_of(one).click()
    first.page.keyboard.press("Control+Home")
    first.page.keyboard.type("Before. ")
    second.page.keyboard.press("Control+End")
    second.page.keyboard.type(" After.")
    expect(
        first.page.get_by_text("has this article open").or_(first.page.get_by_text("is editing")).first
    ).to_be_visible(timeout=20_000)
    first.press("Save draft")
    first.sees("Saved as version 2")
    second.press("Save draft")
    second.sees("They can be put together")
    keep_screenshot(second.page, "merge")
    second.press("Save the merged text")
    second.sees("Both your changes and theirs are in it")
    assert body_of(second, made["id"]) == "Before. One.\n\nTwo.\n\nThree. After."
    first.page.keyboard.press("Escape")
    first.page.keyboard.press("Tab")
    expect(text_of(first)).not_to_be_focused()
    expect(first.page.get_by_text("has saved version 3")).to_be_visible(timeout=20_000)
    first.page.get_by_role("button", name="Show", exact=True).click()
    expect(text_of(first)).to_contain_text("After.")

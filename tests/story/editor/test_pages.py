"""What editors would stumble over on their pages: windows that scroll into nothing, files that take the page away, and
one's own steps told as somebody else's.
"""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

Keep = Callable[[Page, str], Path]

PAGES = ("articles", "articles/new", "import", "unanswered", "golden", "findings", "greeting", "sensitive")
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DROP = """([place, content]) => {
    const bytes = Uint8Array.from(atob(content), each => each.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "sign.png", {type: "image/png"}));
    const on = document.querySelector(place);
    const drag = kind => new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: files});
    return ["dragover", "drop"].map(kind => !on.dispatchEvent(drag(kind)));
}"""


@pytest.fixture
def editor(baton: Installation, new_page: Callable[..., Page]) -> Colleague:
    opened = Colleague(new_page(viewport={"width": 1366, "height": 768}), baton, baton.sign_ins("editor")[0])
    opened.open("editor#/articles")
    expect(opened.page.get_by_role("button", name="Sign out")).to_be_visible()
    return opened


def test_no_page_scrolls_beyond_its_end(baton: Installation, editor: Colleague) -> None:
    made = editor.call("POST", "/articles", {"title": "As long as it is", "body": "A line.\n\n" * 200})
    for place in (*PAGES, f"articles/{made['id']}"):
        editor.page.goto(f"{baton.address}/editor#/{place}")
        expect(editor.page.locator("main")).to_be_visible()
        beyond = "document.scrollingElement.scrollHeight - innerHeight"
        editor.page.wait_for_load_state("networkidle")
        assert editor.page.evaluate(beyond) <= 0, place


def test_a_picture_dropped_beside_the_text_is_meant_for_it(
    baton: Installation, editor: Colleague, keep_screenshot: Keep
) -> None:
    made = editor.call("POST", "/articles", {"title": "A sign at the door", "body": "Look for the sign."})
    page = editor.page
    page.goto(f"{baton.address}/editor#/articles/{made['id']}")
    page.get_by_role("textbox", name="Text", exact=True).click()
    page.keyboard.press("Control+End")
    taken = page.evaluate(DROP, [".article-header", base64.b64encode(PICTURE).decode()])
    assert taken == [True, True], "the browser would leave the page to show the file"
    page.get_by_label("What it shows").fill("A green sign")
    page.get_by_role("button", name="Insert picture").click()
    expect(page.get_by_role("region", name="Preview").get_by_role("img", name="A green sign")).to_be_visible()
    page.get_by_role("button", name="Save draft").click()
    editor.sees("Saved as version 2")
    body = str(editor.call("GET", f"/articles/{made['id']}")["body"])
    assert re.match(r"Look for the sign\.\n\n!\[A green sign\]\(/article-images/", body), "it stands by itself"
    keep_screenshot(page, "dropped")


def test_the_first_save_leaves_the_writer_where_they_were(baton: Installation, editor: Colleague) -> None:
    page, keys = editor.page, editor.page.keyboard
    page.get_by_role("link", name="New article").click()
    page.get_by_label("Title").fill("Where the writer was")
    page.get_by_role("textbox", name="Text", exact=True).click()
    keys.type("One.  Three.")
    for _ in " Three.":
        keys.press("ArrowLeft")
    keys.press("Control+s")
    editor.sees("Saved as a draft.")
    expect(page).to_have_url(re.compile("#/articles/art_"))
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_be_focused()
    keys.type("Two.")
    keys.press("Control+s")
    editor.sees("Saved as version 2")
    assert editor.call("GET", f"/articles/{page.url.rpartition('/')[2]}")["body"] == "One. Two. Three."


def test_ones_own_publication_is_no_news_and_the_check_says_how_often_a_question_came(
    baton: Installation, editor: Colleague, keep_screenshot: Keep
) -> None:
    opened = baton.call("POST", "/conversations", {"page_url": "https://shop.example/"})
    question = "When do the accordion classes begin?"
    said = {"client_message_id": "accordion", "text": question}
    baton.call("POST", f"/conversations/{opened['conversation_id']}/messages", said, opened["token"])
    body = "The accordion classes begin at noon on Sunday."
    made = editor.call("POST", "/articles", {"title": "Accordion classes", "body": body, "questions": [question]})
    page = editor.page
    page.goto(f"{baton.address}/editor#/articles/{made['id']}")
    page.get_by_role("button", name="Publish", exact=True).click()
    check = page.get_by_role("dialog", name="What this would change")
    row = check.get_by_role("article").filter(has_text=question)
    expect(row).to_contain_text("asked once in four weeks", timeout=60_000)
    keep_screenshot(page, "check")
    check.get_by_role("button", name="Publish", exact=True).click()
    editor.sees("Published. The bot uses this version now.")
    news = page.get_by_text("has changed what customers read")
    expect(news).to_have_count(0)
    page.get_by_role("button", name="Undo the publication").click()
    editor.sees("Undone. Customers no longer get this article.")
    expect(news).to_have_count(0)

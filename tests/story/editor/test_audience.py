"""An editor says that an article is for staff alone: it is true at once, and the page and the list say so. Showing it
to more people again says first what they would read.
"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

Keep = Callable[[Page, str], Path]


def test_an_article_is_kept_for_staff(
    baton: Installation, new_page: Callable[..., Page], keep_screenshot: Keep
) -> None:
    editor = Colleague(new_page(), baton, baton.sign_ins("editor")[0])
    editor.open("editor#/articles")
    page = editor.page
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    written = {"title": "Checking a refund by hand", "body": "Ask the shift lead before you pay more than 200 euros."}
    article_id = str(editor.call("POST", "/articles", written)["id"])
    page.goto(f"{baton.address}/editor#/articles/{article_id}")
    readers = page.get_by_label("Who may read it")
    expect(readers).to_have_value("everyone")
    readers.select_option("Staff only")
    expect(page.locator(".article-state").get_by_text("Staff only")).to_be_visible()
    assert editor.call("GET", f"/articles/{article_id}")["audience"] == "staff"
    keep_screenshot(page, "audience")

    asked = {"text": "How is a refund checked by hand?"}
    golden = editor.call("POST", "/golden-questions", asked)
    page.get_by_role("button", name="Publish", exact=True).click()
    check = page.get_by_role("dialog", name="What this would change")
    row = check.get_by_role("article").filter(has_text=asked["text"])
    expect(row.get_by_text("Staff only")).to_be_visible(timeout=60_000)
    expect(row).to_contain_text("Checking a refund by hand")
    keep_screenshot(page, "check")
    check.get_by_role("button", name="Publish", exact=True).click()
    editor.sees("Published. The bot uses this version now.")

    readers.select_option("Everyone")
    widening = check.get_by_role("article").filter(has_text=asked["text"])
    expect(widening).to_contain_text("Checking a refund by hand", timeout=60_000)
    expect(widening.get_by_text("Staff only")).to_have_count(0)
    keep_screenshot(page, "widening")
    check.get_by_role("button", name="Cancel").click()
    expect(readers).to_have_value("staff")
    assert editor.call("GET", f"/articles/{article_id}")["audience"] == "staff"

    page.goto(f"{baton.address}/editor#/articles")
    page.get_by_label("Who may read it").select_option("staff")
    expect(page.get_by_role("link", name="Checking a refund by hand")).to_be_visible()
    page.get_by_role("checkbox", name="Select “Checking a refund by hand”").check()
    page.get_by_role("button", name="Set readers").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Who may read it").select_option("signed_in")
    keep_screenshot(page, "bulk")
    dialog.get_by_role("button", name="Set readers").click()
    row = check.get_by_role("article").filter(has_text=asked["text"])
    expect(row.get_by_text("Signed-in customers")).to_be_visible(timeout=60_000)
    check.get_by_role("button", name="Show to more people").click()
    expect(check.get_by_role("alert")).to_have_text("1 question of the golden set would be wrong. Do it anyway?")
    check.get_by_role("button", name="Show anyway").click()
    expect(page.get_by_role("link", name="Checking a refund by hand")).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 844})
    keep_screenshot(page, "list-narrow")
    assert editor.call("GET", f"/articles/{article_id}")["audience"] == "signed_in"
    editor.call("DELETE", f"/golden-questions/{golden['id']}")
    editor.call("POST", f"/articles/{article_id}/archive", {})

"""Two editors speak about a passage of an article: neither reloads, and both see what is settled."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

Keep = Callable[[Page, str], Path]


def signed_in(one: Colleague) -> Colleague:
    one.open("editor#/articles")
    expect(one.page.get_by_role("button", name="Sign out")).to_be_visible()
    return one


def opened(one: Colleague, article_id: str) -> Page:
    one.page.goto(f"{one.baton.address}/editor#/articles/{article_id}")
    expect(one.page.get_by_role("heading", name="Comments")).to_be_visible()
    return one.page


def look(page: Page) -> None:
    """As when somebody comes back to the tab; otherwise the list is read every fifteen seconds."""
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


def test_a_passage_is_spoken_about_and_settled(
    baton: Installation, new_page: Callable[..., Page], keep_screenshot: Keep
) -> None:
    editor = signed_in(Colleague(new_page(), baton, baton.sign_ins("editor")[0]))
    colleague = signed_in(Colleague(new_page(), baton, baton.sign_ins("admin")[0]))
    written = {"title": "Lending a trailer", "body": "A trailer costs 12 euros for a day."}
    article_id = str(editor.call("POST", "/articles", written)["id"])
    own, other = opened(editor, article_id), opened(colleague, article_id)

    text = other.get_by_role("textbox", name="Text")
    text.click()
    text.press("Control+a")
    other.get_by_role("button", name="Quote the selected passage").click()
    other.get_by_label("New comment").fill("Is it not 15 euros since May?")
    other.get_by_role("button", name="Add comment").click()
    expect(other.get_by_text("Is it not 15 euros since May?")).to_be_visible()
    expect(other.locator("blockquote")).to_have_text("A trailer costs 12 euros for a day.")

    look(own)
    expect(own.get_by_text("Is it not 15 euros since May?")).to_be_visible(timeout=20_000)
    expect(own.locator(".article-state").get_by_text("1 comment")).to_be_visible()
    keep_screenshot(own, "comments")
    own.get_by_role("button", name="Resolve", exact=True).click()
    expect(own.get_by_text("Is it not 15 euros since May?")).to_have_count(0)
    expect(own.locator(".article-state").get_by_text("1 comment")).to_have_count(0)

    look(other)
    expect(other.get_by_role("button", name="Show 1 resolved comment")).to_be_visible(timeout=20_000)
    other.get_by_role("button", name="Show 1 resolved comment").click()
    expect(other.get_by_text("Resolved by")).to_be_visible()
    other.set_viewport_size({"width": 390, "height": 844})
    keep_screenshot(other, "comments-narrow")
    editor.call("POST", f"/articles/{article_id}/archive", {})

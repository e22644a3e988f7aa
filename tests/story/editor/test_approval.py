"""A category demands two pairs of eyes: one writes, another approves, and the page says at each step what is wanted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

Keep = Callable[[Page, str], Path]
CATEGORY = "Legal notices"


@pytest.fixture
def editor(baton: Installation, new_page: Callable[..., Page]) -> Colleague:
    return signed_in(Colleague(new_page(), baton, baton.sign_ins("editor")[0]))


@pytest.fixture
def admin(baton: Installation, new_page: Callable[..., Page]) -> Iterator[Colleague]:
    admin = signed_in(Colleague(new_page(), baton, baton.sign_ins("admin")[0]))
    yield admin
    admin.call("PUT", "/approval-categories", {"categories": []})


def signed_in(one: Colleague) -> Colleague:
    one.open("editor#/articles")
    expect(one.page.get_by_role("button", name="Sign out")).to_be_visible()
    return one


def opened(one: Colleague, article_id: str) -> Locator:
    """The details of who cares for the article, on its page."""
    one.page.goto(f"{one.baton.address}/editor#/articles/{article_id}")
    details = one.page.get_by_role("group").filter(has_text="Who cares for it").first
    one.page.get_by_text("Who cares for it").click()
    return details


def test_what_one_person_writes_another_approves(editor: Colleague, admin: Colleague, keep_screenshot: Keep) -> None:
    written = {"title": "Imprint", "body": "Wren & Wheel, Harbour Road 3.", "category": CATEGORY}
    article_id = str(editor.call("POST", "/articles", written)["id"])
    care = opened(admin, article_id)
    care.get_by_role("checkbox", name="published only after another person").check()
    expect(care.get_by_role("button", name="Approve this version")).to_be_visible()
    keep_screenshot(admin.page, "approval")

    own = opened(editor, article_id)
    expect(own.get_by_text("You wrote this version")).to_be_visible()
    expect(own.get_by_role("checkbox")).to_have_count(0)
    with pytest.raises(Error, match="approval_needed"):
        editor.call("POST", f"/articles/{article_id}/publish", {"version": 1})

    writer = care.get_by_role("group", name="Who approves it").get_by_role("checkbox", name="Edith")
    writer.check()
    expect(care.get_by_text("nobody who may approve is left").last).to_be_visible()
    expect(care.get_by_role("button", name="Approve this version")).to_have_count(0)
    writer.uncheck()
    care.get_by_role("button", name="Approve this version").click()
    expect(care.get_by_text("has approved this version")).to_be_visible()
    admin.page.set_viewport_size({"width": 390, "height": 844})
    keep_screenshot(admin.page, "approval-narrow")
    assert editor.call("POST", f"/articles/{article_id}/publish", {"version": 1})["state"] == "published"
    editor.call("POST", f"/articles/{article_id}/archive", {})

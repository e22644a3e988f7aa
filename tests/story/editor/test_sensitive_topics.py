"""Two editors keep the sensitive topics at once, and nobody's phrases are lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague

Keep = Callable[[Page, str], Path]
PHRASES = "Phrases, one per line"


@pytest.fixture
def opened(baton: Installation, new_page: Callable[..., Page]) -> Callable[[str], Colleague]:
    def open_as(role: str) -> Colleague:
        colleague = Colleague(new_page(), baton, baton.sign_ins(role)[0])
        colleague.open("editor#/sensitive")
        expect(colleague.page.get_by_role("heading", name="Add a topic")).to_be_visible()
        return colleague

    return open_as


def topic_of(colleague: Colleague, name: str) -> Locator:
    return colleague.page.get_by_role("region", name=name)


def test_two_editors_change_one_topic(opened: Callable[[str], Colleague], keep_screenshot: Keep) -> None:
    edith, ada = opened("editor"), opened("admin")
    name = "Hot-air balloons"
    made = edith.call("POST", "/sensitive-topics", {"name": name, "phrases": ["basket on fire", "burner leaks"]})
    for colleague in (edith, ada):
        colleague.page.reload()
    hers, mine = topic_of(ada, name), topic_of(edith, name)
    mine.get_by_label(PHRASES).fill("basket on fire\nburner leaks\nrope has torn")
    hers.get_by_label(PHRASES).fill("basket on fire\nballoon has landed in a lake")
    hers.get_by_role("button", name="Save").click()
    ada.sees("Saved. It applies from the next message on.")

    mine.get_by_role("button", name="Save").click()
    expect(mine.get_by_role("alert")).to_contain_text("has changed this topic meanwhile")
    both = "basket on fire\nballoon has landed in a lake\nrope has torn"
    expect(mine.get_by_label(PHRASES)).to_have_value(both)
    keep_screenshot(edith.page, "met")
    assert "rope has torn" not in stored(edith, made["id"]), "only what somebody has read is saved"
    mine.get_by_role("button", name="Save").click()
    edith.sees("Saved. It applies from the next message on.")
    expect(mine.get_by_role("alert")).to_have_count(0)
    assert stored(edith, made["id"]) == both.split("\n")

    edith.page.get_by_role("button", name="Undo").last.click()
    expect(mine.get_by_label(PHRASES)).to_have_value("basket on fire\nballoon has landed in a lake")
    edith.call("DELETE", f"/sensitive-topics/{made['id']}")


def test_beginning_in_another_language_keeps_what_was_typed_and_adding_is_undone(
    opened: Callable[[str], Colleague],
) -> None:
    edith = opened("editor")
    page = edith.page
    fresh = page.locator("section").filter(has=page.get_by_role("heading", name="Add a topic"))
    words = fresh.get_by_label(PHRASES)
    words.fill("bateau en feu")
    begin = fresh.get_by_label("Begin with phrases in another language")
    begin.select_option("fr: Presse")
    expect(words).to_have_value(re.compile("\nbateau en feu$"))
    begin.select_option("fr: Automutilation")
    expect(fresh.get_by_label("Topic", exact=True)).to_have_value("Automutilation")
    expect(words).to_have_value(re.compile("\nbateau en feu$"))
    fresh.get_by_role("button", name="Save").click()
    expect(topic_of(edith, "Automutilation")).to_be_visible()
    expect(words).to_have_value("")
    page.get_by_role("button", name="Undo").last.click()
    expect(topic_of(edith, "Automutilation")).to_have_count(0)
    begin.select_option("fr: Presse")
    expect(fresh.get_by_label("Topic", exact=True)).to_have_value("Presse")


def stored(colleague: Colleague, topic_id: str) -> list[str]:
    topics = colleague.call("GET", "/sensitive-topics")["topics"]
    return next(list(topic["phrases"]) for topic in topics if topic["id"] == topic_id)

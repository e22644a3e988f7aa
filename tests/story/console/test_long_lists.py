"""Ten thousand conversations in the console: few rows are in the page, and all can be reached."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Connection, delete, insert

from conversations.models import conversations
from kit.database import Database
from tests.story.installation import Installation
from tests.story.people import Colleague

MANY = 10_000
MOST_ROWS = 60
MOST_STEPS = 5_000
LAST_YEAR = datetime.now(UTC) - timedelta(days=365)
ROWS = "document.querySelectorAll('[data-conversation]').length"
PLACE = """() => {
    const row = document.activeElement.closest("li");
    return row && [Number(row.getAttribute("aria-posinset")), Number(row.getAttribute("aria-setsize"))];
}"""
FURTHEST = "Math.max(...[...document.querySelectorAll('.row-list li')].map(row => Number(row.ariaPosInSet)))"


def conversation(number: int) -> dict[str, Any]:
    then = LAST_YEAR - timedelta(seconds=number)
    named = {"identity": {"name": f"Old Customer {number}"}, "identity_id": f"old-{number}"}
    kept = {"memory": {}, "created_at": then, "updated_at": then, "status": "resolved"}
    return {"id": f"old-{number:05}", "token_hash": f"old-{number}", **named, **kept}


@pytest.fixture(scope="module")
def many(baton: Installation) -> Iterator[None]:
    database = Database(f"sqlite:///{baton.data / 'baton.sqlite3'}")

    def put(connection: Connection) -> None:
        connection.execute(insert(conversations), [conversation(number) for number in range(MANY)])

    def take(connection: Connection) -> None:
        connection.execute(delete(conversations).where(conversations.c.id.like("old-%")))

    database.write_now(put)
    yield
    database.write_now(take)
    database.close()


@pytest.mark.usefixtures("many")
def test_the_last_of_ten_thousand_is_reached_by_keyboard(baton: Installation, new_page: Callable[..., Page]) -> None:
    agent = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    agent.open("console")
    page = agent.page
    page.get_by_role("link", name="Conversations", exact=True).click()
    page.locator("[data-conversation]").first.focus()
    place, everything = page.evaluate(PLACE)
    most = 0
    for _ in range(MOST_STEPS):
        if place == everything:
            break
        page.keyboard.press("End")
        expect(page.locator(".row-list[aria-busy='false']")).to_be_attached()
        place, everything = page.evaluate(PLACE)
        most = max(most, page.evaluate(ROWS))
    assert everything >= MANY
    assert most < MOST_ROWS
    expect(page.locator("[data-conversation]:focus")).to_contain_text(f"Old Customer {MANY - 1}")

    page.keyboard.press("k")
    assert page.evaluate(PLACE) == [everything - 1, everything]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Old Customer {MANY - 2}")).to_be_visible()
    page.locator("[data-conversation][aria-current]").focus()
    page.keyboard.press("Home")
    expect(page.locator("li[aria-posinset='1'] [data-conversation]")).to_be_focused()


@pytest.mark.usefixtures("many")
def test_scrolling_loads_more_and_keeps_the_focus(baton: Installation, new_page: Callable[..., Page]) -> None:
    agent = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    agent.open("console")
    page = agent.page
    page.get_by_role("link", name="Conversations", exact=True).click()
    row = page.locator("li[aria-posinset='3'] [data-conversation]")
    row.focus()
    for _ in range(MOST_STEPS):
        if page.evaluate(FURTHEST) > 700:
            break
        page.locator(".pane-list").evaluate("pane => pane.scrollBy(0, 2000)")
    assert page.evaluate(FURTHEST) > 700
    assert page.evaluate(ROWS) < MOST_ROWS
    expect(row).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("li[aria-posinset='4'] [data-conversation]")).to_be_focused()
    expect(page.locator("li[aria-posinset='4'] [data-conversation]")).to_be_in_viewport()

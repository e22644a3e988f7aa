"""A peek shows the last messages of a row, and leaves no trace on the desk."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, waiting_customer

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]


def at_work(new_page: NewPage, baton: Installation, number: int) -> Colleague:
    agent = Colleague(new_page(), baton, baton.sign_ins("agent")[number])
    agent.open("console")
    agent.go_online()
    agent.show("Waiting")
    return agent


def test_a_peek_opens_nothing_and_tells_nobody(
    baton: Installation, new_page: NewPage, keep_screenshot: KeepScreenshot
) -> None:
    first = waiting_customer(baton, "The spokes of my wheel rattle")
    second = waiting_customer(baton, "My lamp stays dark")
    ines, tomas = at_work(new_page, baton, 0), at_work(new_page, baton, 1)
    ines.page.goto(f"{baton.address}/console#/inbox/{first}")
    expect(ines.page.get_by_role("log").get_by_text("The spokes of my wheel rattle")).to_be_visible()

    page = tomas.page
    rows = {each: page.locator(f"[data-conversation='{each}']") for each in (first, second)}
    also_open = page.locator(f"[data-conversation='{first}']").get_by_text("Also open for")
    expect(also_open).to_have_count(1)
    peek = page.get_by_role("dialog", name=re.compile("^Last messages of"))
    rows[first].hover()
    expect(peek.get_by_text("The spokes of my wheel rattle")).to_be_visible()
    keep_screenshot(page, "hover")
    peek.hover()
    expect(peek).to_be_visible()
    page.keyboard.press("Escape")
    expect(peek).to_have_count(0)

    rows[second].focus()
    page.keyboard.press("p")
    expect(peek).to_be_focused()
    expect(peek.get_by_text("My lamp stays dark")).to_be_visible()
    assert page.url.endswith("/console") or page.url.endswith("#/inbox"), "nothing is opened"
    page.keyboard.press("Escape")
    expect(peek).to_have_count(0)
    expect(rows[second]).to_be_focused()
    page.keyboard.press("p")
    peek.get_by_role("link", name="Open").press("Enter")
    expect(page.get_by_role("log").get_by_text("My lamp stays dark")).to_be_visible()
    expect(peek).to_have_count(0)

    here = ines.page.locator(f"[data-conversation='{second}']").get_by_text("Also open for")
    expect(here).to_have_count(1)  # an opened conversation is told, so a peek would have been, too
    expect(ines.page.locator(f"[data-conversation='{first}']").get_by_text("Also open for")).to_have_count(0)

    queue = [each for each in ines.call("GET", "/queue")["queue"] if each["conversation_id"] in rows]
    assert len(queue) == 2, "they wait as before"
    for entry in queue:
        ines.call("POST", f"/handoffs/{entry['handoff_id']}/accept")
        ines.call("POST", f"/conversations/{entry['conversation_id']}/resolve")

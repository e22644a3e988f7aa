"""Who waits twice is seen in the list and merged from the customer panel, with a question before and a way back."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import REPLY, Colleague

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]
WIDE = {"width": 1440, "height": 900}


def waiting(baton: Installation, text: str, email: str) -> str:
    """A customer who wrote this, waits, and has left their address. Returns the conversation."""
    opened = baton.call("POST", "/conversations", {})
    path, token = f"/conversations/{opened['conversation_id']}", opened["token"]
    baton.call("POST", f"{path}/messages", {"client_message_id": str(uuid4()), "text": text}, token)
    baton.call("POST", f"{path}/handoff", {}, token)
    baton.call("POST", f"{path}/contact", {"email": email}, token)
    return str(opened["conversation_id"])


def test_who_waits_twice_is_seen_and_merged(
    baton: Installation, new_page: NewPage, keep_screenshot: KeepScreenshot
) -> None:
    email = f"{uuid4().hex}@example.com"
    first = waiting(baton, "Where is my new saddle?", email)
    again = waiting(baton, "I wrote this morning about a saddle", email)
    ines = Colleague(new_page(viewport=WIDE), baton, baton.sign_ins("agent")[0])
    ines.open("console")
    ines.go_online()
    ines.show("Waiting")
    page = ines.page
    for each in (first, again):
        expect(page.locator(f"[data-conversation='{each}']")).to_contain_text("Waits twice")
    ines.accept(first)
    panel = page.get_by_role("complementary", name="Customer", exact=True)
    other = panel.get_by_role("region", name="The same person")
    expect(other.get_by_role("link", name="I wrote this morning about a saddle")).to_be_visible()
    expect(other).to_contain_text("Same e-mail address")
    keep_screenshot(page, "seen")
    other.get_by_role("button", name="Merge into this one").click()
    dialog = page.get_by_role("dialog", name="Merge the two conversations?")
    expect(dialog).to_contain_text("proves nothing")
    keep_screenshot(page, "asked")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog).to_have_count(0)

    log = page.get_by_role("log")
    expect(log.get_by_text("I wrote this morning about a saddle")).to_be_visible()
    page.get_by_role("button", name="Undo").click()  # before the notice goes
    expect(log.get_by_text("The merge was undone")).to_be_visible()
    expect(other.get_by_role("link", name="I wrote this morning about a saddle")).to_be_visible()
    page.goto(f"{baton.address}/console#/inbox/{again}")
    expect(page.get_by_label(REPLY)).to_be_visible()
    expect(page.get_by_role("log").get_by_text("Merged into another conversation")).to_be_visible()
    for each in (first, again):
        ines.call("POST", f"/conversations/{each}/resolve")

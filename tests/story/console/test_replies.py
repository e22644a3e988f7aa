"""Canned replies on their page: an agent's own in a folder, and a department's, for its conversations alone."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import REPLY, Colleague, waiting_customer

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]


def test_an_agent_keeps_replies_of_their_own(
    baton: Installation, new_page: NewPage, keep_screenshot: KeepScreenshot
) -> None:
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open("console")
    expect(sam.own_menu).to_be_visible()
    made = sam.call("POST", "/departments", {"name": "Parts"})
    shared = {"shortcut": "zz-parts", "title": "Parts list", "text": "The list of parts", "department": made["id"]}
    theirs = sam.call("POST", "/canned-replies", shared)
    conversation = waiting_customer(baton, "I have a question on my bell")
    ines = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    ines.open("console#/canned-replies")
    table = ines.page.get_by_role("region", name="Canned replies")
    row = table.get_by_role("row").filter(has_text="Parts list")
    expect(row).to_contain_text("Parts")
    expect(row.get_by_role("button")).to_have_count(0)  # supervisors write it
    ines.page.get_by_role("button", name="Add a canned reply").click()
    dialog = ines.page.get_by_role("dialog")
    expect(dialog.get_by_text("Only you see this reply.")).to_be_visible()
    for label, text in (("Shortcut", "zz-mine"), ("Title", "My greeting"), ("Text", "Good to hear from you!")):
        dialog.get_by_label(label, exact=True).fill(text)
    dialog.get_by_label("Folder").fill("Greetings")
    dialog.get_by_role("button", name="Add a canned reply").click()
    mine = table.get_by_role("row").filter(has_text="My greeting")
    expect(mine).to_contain_text("Only me")
    ines.page.get_by_role("combobox", name="Folder").select_option("Greetings")
    expect(table.get_by_role("row")).to_have_count(2)  # with the head
    keep_screenshot(ines.page, "page")
    listed = [each["shortcut"] for each in sam.call("GET", "/canned-replies")["canned_replies"]]
    assert "zz-mine" not in listed

    ines.go_online()
    ines.accept(conversation)
    composer = ines.page.get_by_label(REPLY)
    composer.press_sequentially("/zz-")
    options = ines.page.get_by_role("listbox", name="Canned replies").get_by_role("option")
    expect(options).to_have_count(1)  # not the one of another department
    expect(options).to_contain_text("My greeting")
    composer.press("Enter")
    expect(composer).to_have_value("Good to hear from you!")
    composer.fill("")
    ines.press("Resolve")
    own = next(each for each in ines.call("GET", "/canned-replies")["canned_replies"] if each["personal"])
    ines.call("DELETE", f"/canned-replies/{own['id']}")
    sam.call("DELETE", f"/canned-replies/{theirs['id']}")
    sam.call("PATCH", f"/departments/{made['id']}", {"active": False})

"""An administrator finds what is kept about a customer, exports it, erases it, and sets for how long it is kept."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.story.administration.looking import looked_at
from tests.story.installation import Installation
from tests.story.people import Colleague

KeepScreenshot = Callable[[Page, str], Path]


def wrote_and_left(baton: Installation, text: str, email: str) -> None:
    """A customer who wrote this and left an address."""
    opened = baton.call("POST", "/conversations")
    path, token = f"/conversations/{opened['conversation_id']}", opened["token"]
    baton.call("POST", f"{path}/messages", {"client_message_id": str(uuid4()), "text": text}, token)
    baton.call("POST", f"{path}/contact", {"email": email, "note": "please answer"}, token)


def test_one_customers_data_is_found_exported_and_erased(
    baton: Installation, new_page: Callable[..., Page], keep_screenshot: KeepScreenshot
) -> None:
    email = f"mara-{uuid4().hex[:8]}@example.com"
    wrote_and_left(baton, "My bell is stuck", email)
    admin = Colleague(new_page(reduced_motion="reduce"), baton, baton.sign_ins("admin")[0])
    admin.open("console#/people-data")
    page = admin.page
    find = page.get_by_role("region", name="One customer")
    find.get_by_label("E-mail, phone").fill("nobody@example.com")
    find.get_by_role("button", name="Search").click()
    expect(find.get_by_role("alert")).to_have_text("Nothing is stored about this customer.")
    find.get_by_label("E-mail, phone").fill(email)
    find.get_by_role("button", name="Search").click()
    expect(find.get_by_role("heading", name="1 conversation")).to_be_visible()
    expect(find.get_by_role("row").last).to_contain_text("a contact that was left")
    looked_at(page, lambda size: keep_screenshot(page, f"found-{size}"))

    with page.expect_download() as download:
        find.get_by_role("button", name="Export as a file").click()
    exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert "My bell is stuck" in [row["text"] for row in exported["tables"]["messages"]]

    find.get_by_role("button", name="Erase…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(f"Type “{email}” to confirm").fill("mara")
    dialog.get_by_role("button", name="Erase for good").click()
    expect(dialog.get_by_role("alert")).to_have_text("This is not the same.")
    looked_at(page, lambda size: keep_screenshot(page, f"erase-{size}"))
    dialog.get_by_label(f"Type “{email}” to confirm").fill(email)
    dialog.get_by_role("button", name="Erase for good").click()
    expect(dialog).to_have_count(0)
    expect(find.get_by_text(re.compile("Proof erasure"))).to_be_visible()
    looked_at(page, lambda size: keep_screenshot(page, f"proof-{size}"))
    find.get_by_role("button", name="Search").click()
    expect(find.get_by_role("alert")).to_have_text("Nothing is stored about this customer.")


def test_retention_is_tried_out_before_it_is_set(
    baton: Installation, new_page: Callable[..., Page], keep_screenshot: KeepScreenshot
) -> None:
    admin = Colleague(new_page(reduced_motion="reduce"), baton, baton.sign_ins("admin")[0])
    admin.open("console#/people-data")
    page = admin.page
    retention = page.get_by_role("region", name="How long ended conversations are kept")
    days = retention.get_by_label("Days until All without a time of their own is erased")
    days.fill("4000")
    expect(retention.get_by_role("button", name="Save")).to_have_count(0)
    retention.get_by_role("button", name="Try out").click()
    expect(retention.get_by_role("status")).to_contain_text("Nothing is old enough")
    looked_at(page, lambda size: keep_screenshot(page, f"tried-{size}"))
    retention.get_by_role("button", name="Save").click()
    admin.sees("Saved.")
    page.reload()
    expect(days).to_have_value("4000")
    assert admin.call("GET", "/retention")["rules"] == [{"department_id": None, "days": 4000}]
    days.fill("")
    retention.get_by_role("button", name="Try out").click()
    retention.get_by_role("button", name="Save").click()
    expect(retention.get_by_role("button", name="Try out")).to_be_visible()
    assert admin.call("GET", "/retention")["rules"] == []

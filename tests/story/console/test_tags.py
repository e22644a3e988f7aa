"""An agent tags a conversation while it goes on; a supervisor keeps the tags in order; the inbox filters by them."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, waiting_customer

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]
WIDE = {"width": 1440, "height": 900}


def test_tags_during_the_conversation(baton: Installation, new_page: NewPage, keep_screenshot: KeepScreenshot) -> None:
    earlier = waiting_customer(baton, "A parcel of mine is lost")
    conversation = waiting_customer(baton, "My parcel has not come")
    ines = Colleague(new_page(viewport=WIDE), baton, baton.sign_ins("agent")[0])
    ines.open("console")
    ines.go_online()
    ines.call("POST", f"/conversations/{earlier}/tags", {"tag": "lost parcel"})
    ines.accept(conversation)
    panel = ines.page.get_by_role("complementary", name="Customer").get_by_role("region", name="Tags")
    field = panel.get_by_role("combobox", name="Add a tag")
    field.fill("Lost Parcels, Urgent")
    field.press("Enter")
    for tag in ("lost parcels", "urgent"):
        expect(panel.get_by_role("button", name=f"Remove the tag {tag}")).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    panel.get_by_role("button", name="Add the tag lost parcel", exact=True).click()
    expect(panel.get_by_role("button", name="Remove the tag lost parcel", exact=True)).to_be_visible()
    panel.get_by_role("button", name="Remove the tag urgent").click()
    expect(panel.get_by_role("button", name="Remove the tag urgent")).to_have_count(0)
    expect(field).to_be_focused()

    keep_screenshot(ines.page, "panel")
    sam = Colleague(new_page(viewport=WIDE), baton, baton.sign_ins("supervisor")[0])
    sam.open("console#/tags")
    expect(sam.page.get_by_role("button", name="Edit the tag lost parcels")).to_be_visible()
    keep_screenshot(sam.page, "page")
    sam.page.get_by_role("button", name="Edit the tag lost parcels").click()
    dialog = sam.page.get_by_role("dialog")
    dialog.get_by_label("Merge into").select_option(label="lost parcel")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("1 conversation changes from lost parcels to lost parcel")
    dialog.get_by_role("button", name="Yes, merge").click()
    sam.sees("Merged.")
    sam.press("Undo")
    expect(sam.page.get_by_role("button", name="Edit the tag lost parcels")).to_be_visible()
    sam.page.get_by_role("button", name="Edit the tag lost parcels").click()
    dialog.get_by_label("Merge into").select_option(label="lost parcel")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    dialog.get_by_role("button", name="Yes, merge").click()
    row = sam.page.get_by_role("row").filter(has_text="lost parcel")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("2 conversations")
    row.get_by_role("button", name="Edit").click()
    dialog.get_by_label("Tag", exact=True).fill("Parcel gone")
    dialog.get_by_label("Colour").select_option("red")
    dialog.get_by_role("button", name="Save").click()
    expect(sam.page.get_by_role("row").filter(has_text="parcel gone")).to_contain_text("2 conversations")

    expect(panel.get_by_role("button", name="Remove the tag parcel gone")).to_be_visible()
    ines.show("Waiting")
    ines.page.get_by_role("button", name="Filter and views").click()
    ines.page.get_by_role("combobox", name="Tag", exact=True).select_option("parcel gone")
    ines.page.keyboard.press("Escape")
    rows = ines.page.locator("[data-conversation]")
    expect(rows).to_have_count(1)
    expect(rows).to_have_attribute("data-conversation", earlier)
    ines.press("Clear filter")
    for each in (earlier, conversation):
        sam.call("POST", f"/conversations/{each}/take-over")
        sam.call("POST", f"/conversations/{each}/resolve")

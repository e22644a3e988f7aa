"""From the Live page a supervisor steers: who waits is moved and made urgent, and an agent set to away."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, waiting_customer

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]


def test_a_supervisor_steers_from_the_live_page(
    baton: Installation, new_page: NewPage, keep_screenshot: KeepScreenshot
) -> None:
    mine = [waiting_customer(baton, text) for text in ("My saddle squeaks", "My bell is stuck")]
    ines = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    ines.open("console")
    ines.go_online()
    name = ines.call("GET", "/me")["name"]
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open("console#/live")
    queue = sam.page.get_by_role("region", name="Waiting")
    row = queue.get_by_role("row").filter(has_text="My bell is stuck")
    expect(row).to_be_visible()
    queue.get_by_role("button", name="Priority").click()
    expect(queue.get_by_role("columnheader", name="Priority")).to_have_attribute("aria-sort", "ascending")
    row.get_by_role("combobox", name=re.compile("^Priority of")).select_option("Urgent")
    sam.sees("Changed.")
    expect(queue.get_by_role("row").last).to_contain_text("My bell is stuck")
    row.get_by_role("button", name=re.compile("^Move")).click()
    dialog = sam.page.get_by_role("dialog")
    dialog.get_by_label("To", exact=True).select_option(label=f"{name} · Online")
    dialog.get_by_role("button", name="Transfer", exact=True).click()
    expect(row).to_contain_text(f"For {name}")
    waiting = {each["conversation_id"]: each for each in sam.call("GET", "/queue")["queue"]}
    assert waiting[mine[1]]["priority"] == 3
    expect(ines.page.locator(f"[data-conversation='{mine[1]}']")).to_contain_text("For you")
    expect(sam.page.get_by_role("region", name="The last 24 hours")).to_contain_text("Asked for a person")

    keep_screenshot(sam.page, "live")
    agents = sam.page.get_by_role("region", name="Agents")
    agents.get_by_role("button", name=f"Set away {name}").click()
    expect(ines.own_menu).to_have_accessible_name(re.compile("Away"))
    expect(agents.get_by_role("listitem").filter(has_text=name)).to_contain_text("Away for")
    for each in mine:
        sam.call("POST", f"/conversations/{each}/take-over")
        sam.call("POST", f"/conversations/{each}/resolve")

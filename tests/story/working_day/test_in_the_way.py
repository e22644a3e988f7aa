"""Nothing lies in the way: notices cover no button, counts no word, and a hasty step is asked about or undone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import REPLY, Colleague, waiting_customer

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]
SIZES = [(1280, 860), (1366, 768), (1920, 1080), (1000, 700), (390, 844)]
# A control is covered if what lies at its middle belongs to a notice. Rows that can be scrolled are left out.
COVERED = """() => [...document.querySelectorAll("button, a, select, textarea, input")]
    .filter((each) => !each.closest(".staff-toasts, .pane-list, .visually-hidden"))
    .filter((each) => {
        const box = each.getBoundingClientRect();
        const at = box.width ? document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) : null;
        return at?.closest(".staff-toast");
    })
    .map((each) => each.getAttribute("aria-label") ?? each.textContent)"""
# A word is lain over if a count's box meets the box of its text.
TABS = """() => [...document.querySelectorAll("[role=tab]")].map((tab) => {
    const range = document.createRange();
    range.selectNodeContents(tab.querySelector(".tab-word"));
    const [word, count] = [range, tab.querySelector(".tab-count")].map((each) => each?.getBoundingClientRect());
    const meets = count && count.bottom > word.top + 1 && count.top < word.bottom && count.right > word.left;
    return { top: Math.round(tab.getBoundingClientRect().top), covered: Boolean(meets) };
})"""

# What stands above the list, and the menu that opens there, must end where the list ends.
OUT_OF_COLUMN = """() => {
    const column = document.querySelector(".pane-list").getBoundingClientRect();
    return [...document.querySelectorAll(".list-tools, .bulk")]
        .flatMap((part) => [...part.querySelectorAll("button, select, input, .menu-panel")])
        .map((each) => [each, each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.left < column.left - 1 || box.right > column.right + 1))
        .map(([each]) => each.getAttribute("aria-label") ?? each.textContent);
}"""


@pytest.fixture
def ines(baton: Installation, new_page: NewPage) -> Colleague:
    found = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    found.open("console")
    found.go_online()
    return found


def finish(someone: Colleague, *conversations: str) -> None:
    for each in conversations:
        someone.call("POST", f"/conversations/{each}/resolve")


def test_a_snooze_is_undone_and_its_notice_covers_nothing(
    baton: Installation, ines: Colleague, keep_screenshot: KeepScreenshot
) -> None:
    page, conversation = ines.page, waiting_customer(baton, "The saddle of my bicycle squeaks")
    ines.accept(conversation)
    page.get_by_role("button", name="Snooze…").click()
    page.get_by_role("dialog").get_by_role("button", name="Snooze", exact=True).click()
    expect(page.get_by_text(re.compile("^Snoozed until")).first).to_be_visible()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    undo.hover()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(COVERED) == [], width
    keep_screenshot(page, "notice")
    undo.click()
    expect(page.get_by_text(re.compile("^Snoozed until"))).to_have_count(0)
    expect(page.get_by_label(REPLY)).to_be_focused()
    finish(ines, conversation)


def test_counts_stand_over_their_words_in_one_row(baton: Installation, ines: Colleague) -> None:
    page, waiting = ines.page, [waiting_customer(baton, "Where is my helmet?") for _ in range(2)]
    ines.accept(waiting[0])
    ines.show("Mine")
    expect(page.get_by_role("tab", name=re.compile(r"^Mine\s*\d")).first).to_be_visible()
    expect(page.get_by_role("tab", name=re.compile(r"^Waiting\s*\d")).first).to_be_visible()
    for width, height in SIZES[:4]:
        page.set_viewport_size({"width": width, "height": height})
        tabs = page.evaluate(TABS)
        assert len(tabs) == 5
        assert len({tab["top"] for tab in tabs}) == 1, width
        assert [tab for tab in tabs if tab["covered"]] == [], width
    finish(ines, waiting[0])
    sam_takes = ines.call("POST", f"/handoffs/{handoff_of(ines, waiting[1])}/accept")
    assert sam_takes["conversation"]["id"] == waiting[1]
    finish(ines, waiting[1])


def handoff_of(someone: Colleague, conversation: str) -> str:
    queue = someone.call("GET", "/queue")["queue"]
    return str(next(each["handoff_id"] for each in queue if each["conversation_id"] == conversation))


def test_accepting_several_beyond_ones_capacity_is_asked_about(baton: Installation, ines: Colleague) -> None:
    page, room = ines.page, 4 - ines.call("GET", "/capacities/own")["held"]
    waiting = [waiting_customer(baton, f"Order number {number} is late") for number in range(room + 1)]
    ines.show("Waiting")
    ticked(page, waiting)
    page.get_by_role("button", name="Accept all", exact=True).click()
    dialog = page.get_by_role("dialog", name="More than you take at once")
    expect(dialog).to_contain_text("of at most 4 conversations")
    dialog.get_by_role("button", name=re.compile("^Accept only the first")).click()
    expect(page.get_by_text("1 conversation still waits and stays selected.")).to_be_visible()
    assert ines.call("GET", "/capacities/own") == {"at_most": 4, "held": 4}
    page.get_by_role("button", name="End the selection").click()
    left = ines.call("GET", "/queue")["queue"]
    last = next(each for each in left if each["conversation_id"] in waiting)
    ines.call("POST", f"/handoffs/{last['handoff_id']}/accept")
    finish(ines, *waiting)


def ticked(page: Page, conversations: list[str]) -> None:
    page.get_by_role("button", name="Select several").click()
    for each in conversations:
        row: Locator = page.locator(f"[data-conversation='{each}']")
        expect(row).to_be_visible()
        row.locator("xpath=ancestor::*[contains(@class, 'row-ticked')][1]").get_by_role("checkbox").check()


def test_each_fact_about_a_customer_has_a_name_of_its_own(baton: Installation, ines: Colleague) -> None:
    opened = baton.call("POST", "/conversations", {"locale": "nl", "page_url": "https://shop.example/wheels"})
    conversation = opened["conversation_id"]
    baton.call("POST", f"/conversations/{conversation}/handoff", {}, opened["token"])
    ines.accept(conversation)
    panel = ines.page.get_by_role("complementary", name="Customer")
    expect(panel.get_by_label("Company")).to_be_visible()
    expect(panel.get_by_role("heading", name="Writes in")).to_be_visible()
    names = panel.locator("h3, label, dt").all_text_contents()
    assert len(names) > 5
    assert sorted(names) == sorted(set(names))
    finish(ines, conversation)


def test_a_closed_department_is_named_so_before_and_after_a_transfer(
    baton: Installation, ines: Colleague, new_page: NewPage
) -> None:
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open("console")
    sam.go_online()
    in_three_days = f"{datetime.now(UTC) + timedelta(days=3):%A}".lower()
    hours = {"time_zone": "UTC", "weekly": {in_three_days: [["12:00", "12:30"]]}}
    made = sam.call("POST", "/departments", {"name": "Night desk", "low_confidence": "queue", "hours": hours})
    conversation = waiting_customer(baton, "I have a question about renting at night")
    ines.page.reload()
    ines.accept(conversation)
    ines.press("Transfer…")
    choice = ines.page.get_by_role("dialog").get_by_label("To", exact=True)
    expect(choice).to_be_focused()
    choice.select_option(label="Night desk · closed now")
    ines.page.get_by_role("dialog").get_by_role("button", name="Transfer", exact=True).click()
    ines.sees("Transferred to Night desk.")
    sam.call("POST", f"/conversations/{conversation}/take-over")
    finish(sam, conversation)
    sam.call("PATCH", f"/departments/{made['id']}", {"active": False})


def test_the_filters_and_what_is_done_with_several_fit_their_column(
    baton: Installation, ines: Colleague, keep_screenshot: KeepScreenshot
) -> None:
    ines.resolve_what_is_left()
    page, waiting = ines.page, [waiting_customer(baton, f"Basket number {number} is bent") for number in range(2)]
    ines.show("Waiting")
    page.get_by_role("button", name="Filter and views", exact=True).click()
    page.get_by_role("combobox", name="Reason").select_option("Asked for a person")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUT_OF_COLUMN) == [], width
    keep_screenshot(page, "filter")
    page.keyboard.press("Escape")
    ines.press("Clear filter")
    ticked(page, waiting)
    for tab, steps in (("Waiting", ["Accept all", "Tag…"]), ("Mine", ["Assign…", "Resolve…", "Tag…"])):
        bar = page.get_by_role("group", name="Selected conversations")
        end = page.get_by_role("button", name="End the selection")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(OUT_OF_COLUMN) == [], width
            tops = {round(top_of(bar.get_by_role("button", name=step))) for step in steps}
            assert len(tops) == 1, (width, tops)
            assert top_of(end) < min(tops), "the way out stands above them, whatever they are"
        keep_screenshot(page, tab)
        if tab == "Waiting":
            bar.get_by_role("button", name="Accept all").click()
            ines.show("Mine")
            ticked(page, waiting)
    end.click()
    finish(ines, *waiting)


def top_of(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box is not None
    return box["y"]

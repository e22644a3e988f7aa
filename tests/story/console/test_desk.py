"""Features of the desk, in real browsers: timers, mentions and the cooldown."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.layout import sticks_out_nowhere
from tests.story.people import Colleague, Customer
from tests.story.test_accessibility import violations

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]
LEAVING = "Leave without saving?"


def test_a_timer_a_mention_and_a_cooldown(baton: Installation, new_page: NewPage) -> None:
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open("console#/departments")
    sam.page.get_by_role("region", name="Departments").get_by_role("link").first.click()
    save = sam.page.get_by_role("button", name="Save", exact=True)
    department = sam.page.url
    minutes = sam.page.get_by_label("First reply").first
    minutes.fill("5")
    save.click()
    sam.sees("Saved.")
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say("I would like to speak to a person, please")
    customer.sees(re.compile("colleague"))

    agent = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    agent.open("console#/inbox")
    agent.go_online()
    row = agent.page.locator(f"[data-conversation='{customer.conversation_id}']")  # others may wait here too
    expect(row).to_contain_text("First reply due in")
    agent.accept(customer.conversation_id)
    expect(agent.page.get_by_text(re.compile(r"First reply due in \d minutes")).last).to_be_visible()
    agent.press("Internal note")
    composer = agent.page.get_by_label("Internal note, only staff see it")
    expect(composer).to_be_focused()
    composer.press_sequentially("@")
    options = agent.page.get_by_role("listbox", name="Colleagues").get_by_role("option")
    expect(options.first).to_be_visible()
    composer.press_sequentially("Sam")
    expect(options).to_have_count(1)
    composer.press("Enter")
    expect(composer).to_have_value("@Sam Verbeke ")
    composer.press_sequentially("is the wheel in stock?")
    composer.press("Enter")

    mentions = sam.page.get_by_role("link", name=re.compile("Mentions.*1 unread"))
    expect(mentions).to_be_visible(timeout=20_000)
    mentions.click()
    sam.page.get_by_role("link", name=re.compile("mentioned you")).first.click()
    expect(sam.page.get_by_text("is the wheel in stock?").last).to_be_visible()
    expect(sam.page.get_by_role("link", name="Mentions", exact=True)).to_be_visible()

    customer.say("You are a useless idiot")
    agent.sees("You are a useless idiot")
    agent.press("Resolve")
    agent.sees("Cooldown")
    agent.press("I'm ready")
    expect(agent.page.get_by_role("button", name="I'm ready")).to_have_count(0)
    sam.page.goto(department)
    minutes.fill("")
    save.click()
    expect(save).to_be_disabled()


def test_a_department_is_opened_staffed_and_archived_on_its_page(
    baton: Installation, new_page: NewPage, keep_screenshot: KeepScreenshot
) -> None:
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open("console#/departments")
    sam.page.get_by_role("link", name="Add a department").click()
    form = sam.page.locator("form")
    form.get_by_label("Name").fill("Workshop")
    form.get_by_label("Always open").uncheck()
    form.get_by_label("Time zone").select_option("Europe/Brussels")
    monday, tuesday = (form.get_by_role("group", name=day, exact=True) for day in ("Monday", "Tuesday"))
    monday.get_by_label("From").fill("08:00")
    monday.get_by_label("To", exact=True).fill("12:00")
    monday.get_by_role("button", name="Add hours on Monday").click()
    expect(monday.get_by_label("From").last).to_be_focused()
    expect(monday.get_by_label("From").last).to_have_value("13:00")
    tuesday.get_by_label("From").fill("18:00")
    expect(tuesday.get_by_role("alert")).to_contain_text("end after they begin")
    tuesday.get_by_role("button", name="Remove these hours").click()
    expect(tuesday).to_contain_text("Closed")
    _fill_in_the_special_days(form)
    for width in (390, 1280):
        sam.page.set_viewport_size({"width": width, "height": 860})
        sticks_out_nowhere(sam.page)
        assert violations(sam.page) == []
        keep_screenshot(sam.page, f"special-days-{width}")
    form.get_by_role("button", name="Add a department").click()
    sam.sees("Added.")
    made = next(each for each in sam.call("GET", "/departments")["departments"] if each["name"] == "Workshop")
    assert made["hours"]["time_zone"] == "Europe/Brussels"
    assert made["hours"]["weekly"]["monday"] == [["08:00", "12:00"], ["13:00", "18:00"]]
    assert "tuesday" not in made["hours"]["weekly"]
    assert made["hours"]["holidays"] == ["12-25", "2020-01-02"]
    eve = {"date": "12-31", "name": "New Year's Eve", "open": [["09:00", "12:00"]]}
    assert made["hours"]["special_days"] == [eve]
    card = sam.page.get_by_role("region", name="Workshop")
    expect(card.get_by_role("group", name="New Year's Eve").get_by_label("To", exact=True)).to_have_value("12:00")
    expect(card.get_by_text("1 day is past")).to_be_visible()
    card.get_by_role("button", name="Copy the hours of Monday").click()
    choice = sam.page.get_by_role("dialog", name="Copy the hours of Monday")
    choice.get_by_label("Saturday").check()
    keep_screenshot(sam.page, "copy")
    choice.get_by_role("button", name="Copy", exact=True).click()
    for day in ("Tuesday", "Saturday"):
        times = card.get_by_role("group", name=day, exact=True)
        expect(times.get_by_label("From").last).to_have_value("13:00")
        expect(times.get_by_label("To", exact=True).last).to_have_value("18:00")
    expect(card.get_by_role("group", name="Sunday", exact=True)).to_contain_text("Closed")
    back, asked = sam.page.get_by_role("link", name="All departments"), sam.page.get_by_role("dialog", name=LEAVING)
    back.click()
    asked.get_by_role("button", name="Stay").click()
    expect(card.get_by_role("group", name="Saturday", exact=True).get_by_label("From").last).to_have_value("13:00")
    back.click()
    asked.get_by_role("button", name="Save").click()
    expect(card).to_have_count(0)
    made = next(each for each in sam.call("GET", "/departments")["departments"] if each["name"] == "Workshop")
    assert made["hours"]["weekly"]["saturday"] == [["08:00", "12:00"], ["13:00", "18:00"]]
    sam.page.get_by_role("link", name="Workshop").click()
    expect(card).to_be_visible()

    members = sam.page.get_by_role("region", name="Members")
    agents = {each["name"]: each for each in sam.call("GET", "/capacities")["agents"]}
    tomas = agents["Tomas Lindqvist"]
    assert tomas["departments"] == [], "at first, everybody serves every department"
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say("I would like to speak to a person, please")
    try:
        members.get_by_label("Add somebody").select_option(label="Tomas Lindqvist")
        expect(members.get_by_text("Tomas Lindqvist serves every department today")).to_be_visible()
        members.get_by_role("button", name="Add", exact=True).click()
        row = members.get_by_role("listitem", name="Tomas Lindqvist")
        expect(row.get_by_text("This is the only department of Tomas Lindqvist")).to_be_visible()
        keep_screenshot(sam.page, "department")
        now = {each["name"]: each for each in sam.call("GET", "/capacities")["agents"]}
        assert now["Tomas Lindqvist"]["departments"] == [made["id"]]
        row.get_by_role("button", name="Remove Tomas Lindqvist").click()
        expect(row).to_have_count(0)

        customer.chat.get_by_role("group", name="What is it about?").get_by_role("button", name="Workshop").click()
        customer.sees("You are in the queue for Workshop.")
        sam.press("Archive…")
        sam.page.get_by_role("dialog").get_by_role("button", name="Archive", exact=True).click()
        sam.sees("Customers wait or talk in this department")
        sam.call("POST", f"/conversations/{customer.conversation_id}/take-over")
        sam.call("POST", f"/conversations/{customer.conversation_id}/resolve")
        sam.press("Archive…")
        sam.page.get_by_role("dialog").get_by_role("button", name="Archive", exact=True).click()
        expect(sam.page.get_by_role("button", name="Open it again")).to_be_visible()
        expect(sam.page.get_by_text("Archived", exact=True)).to_be_visible()
    finally:
        sam.call("PUT", f"/capacities/{tomas['id']}", {"capacity": tomas["capacity"], "departments": []})
        for each in sam.call("GET", "/queue")["queue"]:
            if each["department"] == made["id"]:
                sam.call("POST", f"/conversations/{each['conversation_id']}/take-over")
                sam.call("POST", f"/conversations/{each['conversation_id']}/resolve")
        sam.call("PATCH", f"/departments/{made['id']}", {"active": False})


def _fill_in_the_special_days(form: Locator) -> None:
    """By keyboard: closed at Christmas, open for a morning at New Year's Eve, both every year, and a day long past."""
    add = form.get_by_role("button", name="Add a day")
    new, keyboard = form.get_by_role("group", name="New day").get_by_label("Date"), form.page.keyboard
    christmas, eve = (form.get_by_role("group", name=re.compile(name)) for name in ("December 25", "New Year's Eve"))

    add.press("Enter")
    expect(new).to_be_focused()
    new.fill("2020-12-25")
    christmas.get_by_label("Every year").press("Space")
    add.press("Enter")
    new.fill("2020-12-31")
    form.get_by_role("group", name="December 31").get_by_label("Name (optional)").fill("New Year's Eve")
    eve.get_by_label("Every year").press("Space")
    eve.get_by_label("On this day").select_option("Open at certain hours")
    expect(eve.get_by_label("From")).to_have_value("09:00")
    eve.get_by_label("To", exact=True).fill("08:00")
    expect(eve.get_by_role("alert")).to_contain_text("end after they begin")
    eve.get_by_label("To", exact=True).fill("12:00")
    expect(eve.get_by_role("alert")).to_have_count(0)

    add.press("Enter")
    expect(new).to_be_focused()
    keyboard.press("Shift+Tab")
    expect(form.get_by_role("alert")).to_have_text("Fill in a date.")
    new.fill("2020-12-25")
    christmas.last.get_by_label("Every year").press("Space")
    expect(christmas.last.get_by_role("alert")).to_have_text("This date is already in the list.")
    christmas.last.get_by_role("button", name="Remove December 25").press("Enter")
    expect(add).to_be_focused()
    expect(form.get_by_role("alert")).to_have_count(0)

    add.press("Enter")
    new.fill("2020-01-02")
    past = form.get_by_role("group", name="January 2, 2020")
    expect(past).to_be_visible()
    form.get_by_label("Name", exact=True).focus()
    expect(past).to_be_hidden()
    expect(form.get_by_text("1 day is past")).to_be_visible()

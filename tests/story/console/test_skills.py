"""A supervisor says who speaks what and is good at what; the right agent is called, the other sees it in the queue."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, Customer

NewPage = Callable[..., Page]
KeepScreenshot = Callable[[Page, str], Path]


def test_a_handoff_is_offered_to_the_agent_with_the_language_and_the_skill(
    baton: Installation, new_page: NewPage, keep_screenshot: KeepScreenshot
) -> None:
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open("console#/departments")
    page = sam.page
    adding = page.get_by_role("form", name="Add a skill")
    adding.get_by_label("Skill", exact=True).fill("Parcels")
    adding.get_by_label("Add a topic…").select_option("Delivery")
    expect(adding.get_by_label("Topics that need it")).to_have_value("Delivery")
    adding.get_by_label(re.compile("Difficult")).check()
    adding.get_by_role("button", name="Add a skill").click()
    sam.sees("Added.")
    expect(page.get_by_role("form", name="Parcels")).to_be_visible()
    department = sam.call("GET", "/departments")["departments"][0]["id"]
    skill = sam.call("GET", "/skills")["skills"][0]
    assert (skill["name"], skill["topics"], skill["hard"]) == ("Parcels", ["Delivery"], True)
    agents = {each["name"]: each["id"] for each in sam.call("GET", "/capacities")["agents"]}
    try:
        english = page.get_by_role("form", name="Ines Marchetti")
        english.get_by_label("Languages").fill("de")
        english.get_by_role("button", name="Save").click()
        dutch = page.get_by_role("form", name="Tomas Lindqvist")
        dutch.get_by_label("Languages").fill("EN, nl")
        expect(dutch.get_by_text("(English, Dutch)")).to_be_visible()
        dutch.get_by_label("Parcels").check()
        dutch.get_by_role("button", name="Save").click()
        expect(dutch.get_by_role("button", name="Save")).to_be_disabled()
        dutch.scroll_into_view_if_needed()
        keep_screenshot(page, "agents")
        page.get_by_role("heading", name="Skills", exact=True).scroll_into_view_if_needed()
        keep_screenshot(page, "skills")
        given = {each["name"]: each for each in sam.call("GET", "/capacities")["agents"]}
        assert given["Tomas Lindqvist"]["languages"] == ["en", "nl"]
        assert given["Tomas Lindqvist"]["skills"] == [skill["id"]]
        assert given["Ines Marchetti"]["languages"] == ["de"]
        clear_desks(sam)  # of what other stories left: it would be offered first, and counts as effort
        sam.call("PATCH", f"/departments/{department}", {"routing": "least_effort"})

        called, other = (Colleague(new_page(), baton, each) for each in sign_ins_of(baton, "tomas", "ines"))
        for agent in (called, other):
            agent.open("console#/inbox")
            agent.go_online()
        customer = Customer(new_page(), baton)
        arrive_in_dutch(customer)
        bar = called.page.get_by_role("region", name="Offered to you")
        expect(bar).to_contain_text("Needs: Parcels", timeout=20_000)
        expect(bar).to_contain_text("Difficult topic")
        row = other.page.locator(f"[data-conversation='{customer.conversation_id}']")
        expect(row).to_contain_text("Needs: Parcels")
        expect(row).to_contain_text("Speaks Dutch")
        expect(other.page.get_by_role("region", name="Offered to you")).to_have_count(0)
        keep_screenshot(called.page, "offered")
        # Their conversations in another story may still count: `handoff.offers.effort`.
        before = effort_of(sam, "Ines Marchetti")
        other.accept(customer.conversation_id)
        expect(other.page.get_by_text("You are not listed as speaking Dutch").first).to_be_visible()
        keep_screenshot(other.page, "accepted")
        customer.sees("Ines Marchetti neemt nu deel aan het gesprek.")
        page.goto(f"{baton.address}/console#/live")
        expect(page.get_by_role("listitem").filter(has_text="Ines Marchetti")).to_contain_text(f"Effort {before + 2:g}")
        keep_screenshot(page, "board")
    finally:
        sam.call("PATCH", f"/departments/{department}", {"routing": "pick"})
        sam.call("DELETE", f"/skills/{skill['id']}")
        for each in agents.values():
            sam.call("PUT", f"/capacities/{each}", {"capacity": None, "languages": [], "skills": []})


def sign_ins_of(baton: Installation, *names: str) -> list[dict[str, str]]:
    found = baton.sign_ins("agent")
    return [next(each for each in found if each["email"].startswith(name)) for name in names]


def clear_desks(supervisor: Colleague) -> None:
    """Nobody waits any more, and nobody has anything."""
    mine = listed(supervisor, "status=assigned&assigned_to=me")
    for conversation in listed(supervisor, "status=queued,assigned"):
        if conversation not in mine:
            supervisor.call("POST", f"/conversations/{conversation}/take-over")
        supervisor.call("POST", f"/conversations/{conversation}/resolve")


def listed(supervisor: Colleague, wanted: str) -> list[str]:
    found = supervisor.call("GET", f"/conversations?{wanted}&limit=200")
    return [each["id"] for each in found["conversations"]]


def effort_of(supervisor: Colleague, name: str) -> float:
    agents = supervisor.call("GET", "/board")["agents"]
    return next(float(agent["effort"]) for agent in agents if agent["name"] == name)


def arrive_in_dutch(customer: Customer) -> None:
    """From a Dutch page, and in Dutch: what a customer writes is their language. The demo's articles are English."""
    page = customer.page
    page.goto(customer.baton.shop)
    page.evaluate("document.documentElement.lang = 'nl-BE'")
    page.locator("baton-widget").get_by_role("button").first.click()
    customer.sees_around("Hallo! Ik ben de assistent van")
    suggested = customer.chat.get_by_role("list", name="Bijvoorbeeld").get_by_role("listitem")
    expect(suggested.first).to_have_attribute("lang", "en")
    question, wish = (
        "Wat kost het om een fiets te laten bezorgen in Nederland?",
        "Ik wil graag met een medewerker spreken",
    )
    box = customer.chat.get_by_role("textbox").first
    box.fill(question)
    box.press("Enter")
    customer.sees(question)
    answered = customer.log.get_by_text(re.compile("andere taal", re.IGNORECASE))
    expect(answered.first).to_be_visible(timeout=20_000)
    if customer.log.get_by_text(re.compile("wachtrij|queue|collega|colleague", re.IGNORECASE)).count() == 0:
        box.fill(wish)
        box.press("Enter")
        customer.sees(wish)
    customer.sees("U staat in de wachtrij voor een medewerker")

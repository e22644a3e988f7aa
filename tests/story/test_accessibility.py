"""axe checks every view of the three pages, light and dark, against WCAG 2.2 AA."""

import re
from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.story.installation import ROOT, Installation
from tests.story.people import Colleague, Customer

NewPage = Callable[..., Page]
Scheme = Literal["light", "dark"]

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations.map(
    each => `${each.id}: ${each.help}: ` + each.nodes.map(node => node.target.join(" ")).join("; ")))"""

CONSOLE = (
    "inbox",
    "all",
    "follow-ups",
    "mentions",
    "live",
    "reports",
    "canned-replies",
    "tags",
    "customer-fields",
    "departments",
    "departments/new",
    "answers",
    "account",
)
EDITOR = (
    "articles",
    "articles/new",
    "articles/payment-methods",
    "import",
    "unanswered",
    "golden",
    "findings",
    "greeting",
    "sensitive",
)

SHOWN = """() => {
    const main = document.querySelector("main");
    return main && document.querySelector("h1") && !main.querySelector(".spinner");
}"""


def violations(frame: Page | Frame) -> list[str]:
    """The violations that axe finds, one line per rule."""
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = frame.evaluate(LOOK, RULES)
    return found


def settled(page: Page) -> None:
    """Waits until everything has loaded and animations have ended."""
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished.catch(() => {})))")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


def signed_in(new_page: NewPage, baton: Installation, role: str, place: str, **options: Any) -> Page:
    someone = Colleague(new_page(reduced_motion="reduce", **options), baton, baton.sign_ins(role)[0])
    someone.open(place)
    expect(someone.own_menu.or_(someone.page.get_by_role("button", name="Sign out"))).to_be_visible()
    return someone.page


def look_at(page: Page, address: str, section: str) -> list[str]:
    page.goto(f"{address}#/{section}")
    page.wait_for_function(SHOWN)  # the main part of the page before is there at once
    settled(page)
    return [f"{section}: {each}" for each in violations(page)]


def test_the_consoles_views(baton: Installation, new_page: NewPage, scheme: Scheme) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say("I would like to speak to a person, please")
    customer.sees(re.compile("colleague"))
    page = signed_in(new_page, baton, "supervisor", "console", color_scheme=scheme)
    found = [each for section in CONSOLE for each in look_at(page, f"{baton.address}/console", section)]
    page.goto(f"{baton.address}/console#/inbox")
    page.get_by_role("main").get_by_role("link").first.click()
    expect(page.get_by_role("log")).to_be_visible()
    settled(page)
    found += [f"conversation: {each}" for each in violations(page)]
    assert found == []


def test_the_pages_of_an_administrator(baton: Installation, new_page: NewPage, scheme: Scheme) -> None:
    page = signed_in(new_page, baton, "admin", "console", color_scheme=scheme)
    for section in ("people", "settings"):
        assert look_at(page, f"{baton.address}/console", section) == []


def test_the_editors_views(baton: Installation, new_page: NewPage, scheme: Scheme) -> None:
    page = signed_in(new_page, baton, "editor", "editor", color_scheme=scheme)
    assert [each for section in EDITOR for each in look_at(page, f"{baton.address}/editor", section)] == []


def test_signing_in(baton: Installation, new_page: NewPage, scheme: Scheme) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{baton.address}/console")
    expect(page.get_by_label("E-mail")).to_be_visible()
    assert violations(page) == []


def test_the_widget(baton: Installation, new_page: NewPage, scheme: Scheme) -> None:
    customer = Customer(new_page(color_scheme=scheme, reduced_motion="reduce"), baton)
    customer.open_widget()
    customer.say("Which payment methods do you accept?")
    customer.sees(re.compile("payment method", re.IGNORECASE))
    widget = next(frame for frame in customer.page.frames if "/widget" in frame.url)
    assert violations(widget) == []
    customer.say("I want to talk to a human being")
    customer.sees_around(re.compile("position in the queue|You are next|Nobody is here", re.IGNORECASE))
    assert violations(widget) == []
    customer.press("Leave e-mail or phone")
    customer.press("Send contact details")
    for label in ("Your e-mail address", "Your phone number"):
        expect(customer.chat.get_by_label(label)).to_have_accessible_description(
            "Please enter an e-mail address or a phone number."
        )
    phone = customer.chat.get_by_label("Your phone number")
    phone.fill("after six")
    phone.press("Enter")
    expect(phone).to_be_focused()
    expect(phone).to_have_accessible_description(re.compile("Please enter a phone number such as"))
    assert violations(widget) == []
    phone.fill("02 555 12 34")
    phone.press("Enter")
    customer.sees_around("Thank you. We will call 02 555 12 34.")
    customer.sees("Somebody will call back.")
    assert violations(widget) == []


def test_the_consoles_dialogs(baton: Installation, new_page: NewPage, scheme: Scheme) -> None:
    supervisor = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    supervisor.open("console")
    expect(supervisor.own_menu).to_be_visible()
    page = signed_in(new_page, baton, "agent", "console", color_scheme=scheme)
    agent = Colleague(page, baton, baton.sign_ins("agent")[0])
    agent.go_online()
    me = agent.call("GET", "/me")["id"]
    everybody = [each["id"] for each in supervisor.call("GET", "/capacities")["agents"]]
    department = next(each["id"] for each in agent.call("GET", "/departments")["departments"])
    customer = Customer(new_page(), baton)
    customer.open_widget()
    try:
        supervisor.call("PATCH", f"/departments/{department}", {"routing": "least_busy"})
        for each in everybody:
            supervisor.call("PUT", f"/capacities/{each}", {"capacity": 50 if each == me else 0})
        customer.say("I would like to speak to a person, please")
        expect(page.get_by_role("region", name="Offered to you")).to_be_visible(timeout=20_000)
        found = [f"offer: {each}" for each in violations(page)]
    finally:
        supervisor.call("PATCH", f"/departments/{department}", {"routing": "pick"})
        for each in everybody:
            supervisor.call("PUT", f"/capacities/{each}", {"capacity": None})
    agent.accept(customer.conversation_id)
    agent.press("Snooze…")
    found += [f"snooze: {each}" for each in dialogs_violations(page)]
    page.keyboard.press("Escape")
    agent.press_more("Call back…")
    found += [f"call back: {each}" for each in dialogs_violations(page)]
    page.get_by_role("dialog").get_by_role("button", name="Save callback").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{baton.address}/console#/follow-ups")
    agent.press("Postpone…")
    found += [f"postpone: {each}" for each in dialogs_violations(page)]
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    found += [f"palette: {each}" for each in dialogs_violations(page)]
    assert found == []


def dialogs_violations(page: Page) -> list[str]:
    expect(page.get_by_role("dialog")).to_be_visible()
    settled(page)
    return violations(page)

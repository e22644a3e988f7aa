"""Every view of the three pages is looked through by axe, light and dark: WCAG 2.2 AA without a violation."""

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

CONSOLE = ("inbox", "all", "follow-ups", "live", "canned-replies", "departments", "answers", "account")
EDITOR = ("articles", "articles/new", "articles/payment-methods", "unanswered", "sensitive")


def violations(frame: Page | Frame) -> list[str]:
    """What axe finds, a line a rule."""
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = frame.evaluate(LOOK, RULES)
    return found


def settled(page: Page) -> None:
    """Everything that was asked for is there, and nothing moves any more."""
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished.catch(() => {})))")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


def signed_in(new_page: NewPage, baton: Installation, role: str, place: str, **options: Any) -> Page:
    someone = Colleague(new_page(reduced_motion="reduce", **options), baton, baton.sign_ins(role)[0])
    someone.open(place)
    expect(someone.page.get_by_role("button", name="Sign out")).to_be_visible()
    return someone.page


def look_at(page: Page, address: str, section: str) -> list[str]:
    page.goto(f"{address}#/{section}")
    expect(page.get_by_role("main")).to_be_visible()
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


def test_the_people_of_an_administrator(baton: Installation, new_page: NewPage, scheme: Scheme) -> None:
    page = signed_in(new_page, baton, "admin", "console", color_scheme=scheme)
    assert look_at(page, f"{baton.address}/console", "people") == []


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
    customer.sees_around(re.compile("place in the line|You are next|Nobody is here", re.IGNORECASE))
    assert violations(widget) == []

"""The Reports page in a real browser, on a `chat` of its own: filters, plots by pointer and by keyboard, tables, CSV,
a sample, an agent's own figures; and axe in light and dark.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from kit.clock import system_clock
from kit.database import Database
from kit.passwords import Passwords
from staff.people.service import add_person
from tests.chat.reports.desk import Desk
from tests.fixtures.chat_process import ROOT, StartChat
from tests.fixtures.required import program
from tests.fixtures.story import MovableClock
from tests.story.conftest import BROWSER_OPTIONS, SCREENSHOTS
from tests.story.test_accessibility import AXE, LOOK, RULES

PASSWORD = "correct horse battery"
TABS = ("volume", "service", "handling", "resolution", "satisfaction", "containment", "sample", "own")
WIDTHS = (390, 1366, 1920)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=program("chromium"), args=BROWSER_OPTIONS)
        yield started
        await started.close()


@pytest.fixture
def address() -> Path:
    return Path(os.environ.get("BATON_FRONTEND", ROOT / ".baton" / "frontend"))


@pytest.fixture
async def page(browser: Browser, start_chat: StartChat, address: Path, database: Database) -> AsyncIterator[Page]:
    await database.write(
        add_person,
        "sam@example.com",
        "Sam",
        ["supervisor"],
        system_clock(),
        password_hash=Passwords().hash_now(PASSWORD),
    )
    chat = await start_chat(frontend=address)
    context = await browser.new_context(
        base_url=chat.url, viewport={"width": 1366, "height": 900}, reduced_motion="reduce", locale="en-GB"
    )
    context.set_default_timeout(15_000)
    expect.set_options(timeout=15_000)
    yield await context.new_page()
    await context.close()


def a_busy_day(database: Database) -> None:
    """Yesterday: eight customers with the bot, of whom three went on to Ines or Tomas."""
    clock = MovableClock(system_clock())
    clock.move(days=-1)
    desk = Desk(database, clock)
    agents = [desk.agent("Ines"), desk.agent("Tomas")]
    for number in range(8):
        one = desk.arrives(f"customer {number % 3}", locale=("en", "nl")[number % 2])
        desk.asks(one)
        desk.bot(one, ("answer", "tentative", "clarify")[number % 3], topic=("delivery", "returns")[number % 2])
        clock.move(minutes=3)
        if number < 3:
            agent = agents[number % 2]
            desk.wants_person(one)
            clock.move(minutes=2)
            desk.accepts(agent, one)
            desk.replies(agent, one)
            clock.move(minutes=4)
            desk.resolves(agent, one)
            desk.rates(one, 3 + number % 3, "They were kind, and quick." if number else None)
        else:
            desk.leaves(one)


async def sign_in(page: Page, email: str, section: str = "reports") -> None:
    await page.goto(f"/console#/{section}")
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()


def figure(page: Page, name: str) -> Any:
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name, exact=True))


def choice(page: Page, name: str) -> Any:
    return page.get_by_role("form", name="Filters").get_by_role("combobox", name=name)


async def test_a_supervisor_reads_filters_and_takes_the_numbers_along(page: Page, database: Database) -> None:
    a_busy_day(database)
    await sign_in(page, "sam@example.com")
    await expect(figure(page, "Conversations")).to_contain_text("8")
    await expect(figure(page, "Conversations")).to_contain_text("or first asked for a person, in the period")
    await choice(page, "Language").select_option("nl")
    await expect(figure(page, "Conversations")).to_contain_text("4")
    await page.get_by_role("button", name="Clear filters").click()
    await choice(page, "Agent").select_option(label="Ines")
    await expect(figure(page, "Conversations")).to_contain_text("2")
    await page.get_by_role("button", name="Clear filters").click()
    await expect(figure(page, "Conversations")).to_contain_text("8")

    topics = page.get_by_role("region", name="By topic", exact=True)
    first = topics.get_by_role("img", name="delivery: 4")
    await first.hover()
    await expect(topics.get_by_text("4 delivery")).to_be_visible()
    await first.focus()
    await page.keyboard.press("ArrowDown")
    await expect(topics.get_by_role("img", name="returns: 4")).to_be_focused()
    await page.keyboard.press("Home")
    await expect(first).to_be_focused()
    await topics.get_by_text("Show the numbers as a table").click()
    await expect(topics.get_by_role("row", name="delivery 4")).to_be_visible()
    async with page.expect_download() as download:
        await topics.get_by_role("link", name="Download as CSV").click()
    written = Path(await (await download.value).path()).read_text(encoding="utf-8-sig")
    assert written.splitlines() == ["topic,conversations (count)", "delivery,4", "returns,4"]

    await page.get_by_role("link", name="Handling").click()
    agents = page.get_by_role("region", name="Agents, by name", exact=True)
    await expect(agents.get_by_role("rowheader").first).to_have_text("Ines")
    await page.get_by_role("link", name="Satisfaction").click()
    await expect(page.get_by_text("They were kind, and quick.").first).to_be_visible()
    await expect(figure(page, "Satisfied (CSAT)")).to_contain_text("too few to say")
    await page.get_by_role("link", name="The bot").click()
    for name in ("Confirmed solved", "Assumed solved", "Gave up", "Handed over"):
        await expect(figure(page, name)).to_contain_text("of 8")
    await page.get_by_role("link", name="Audited sample").click()
    await page.get_by_role("button", name="Draw a sample").click()
    await page.get_by_role("group", name="Conversation 1", exact=True).get_by_role("button", name="Right").click()
    await expect(page.get_by_text("100% right")).to_be_visible()
    await expect(page.get_by_role("img", name="Right: 100% (20.7% – 100%)")).to_be_visible()


async def test_an_agent_sees_their_own_figures_alone(page: Page, database: Database) -> None:
    a_busy_day(database)
    hashed = Passwords().hash_now(PASSWORD)
    await database.write(add_person, "new@example.com", "New", ["agent"], system_clock(), password_hash=hashed)
    await sign_in(page, "new@example.com", "reports/volume")
    await expect(page.get_by_role("heading", name="My figures", level=1)).to_be_visible()
    await expect(page.get_by_text("Nothing happened in this period")).to_be_visible()
    await expect(page.get_by_role("link", name="Volume")).to_have_count(0)


async def test_every_report_is_accessible_and_fits_in_light_and_dark(page: Page, database: Database) -> None:
    await sign_in(page, "sam@example.com", "reports/volume")
    await expect(page.get_by_text("Nothing happened in this period")).to_be_visible()
    await page.screenshot(path=SCREENSHOTS / "reports-empty.png")
    a_busy_day(database)
    await page.reload()
    found = []
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for tab in TABS:
            await page.goto(f"/console#/reports/{tab}")
            await expect(page.get_by_role("main").get_by_text("Loading")).to_have_count(0)
            await page.wait_for_load_state("networkidle")
            await page.evaluate(AXE.read_text(encoding="utf-8"))
            found += [f"{scheme} {tab}: {each}" for each in await page.evaluate(LOOK, RULES)]
            for width in WIDTHS if scheme == "light" else WIDTHS[1:2]:
                await page.set_viewport_size({"width": width, "height": 900})
                wide = await page.evaluate("document.querySelector('main').scrollWidth")
                assert wide <= width, f"{tab} is {wide} px wide at {width}"
                await page.screenshot(path=SCREENSHOTS / f"reports-{tab}-{scheme}-{width}.png")
            await page.set_viewport_size({"width": 1366, "height": 900})
    assert found == []

"""The main views look as they did, in light and dark ([decision 91](docs/decisions/0091-pictures-of-screens.md)).

If a view was changed on purpose, look at the new screenshot, and keep it:

    ./baton test tests/frontend/pictures --renew-pictures
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, Route, ViewportSize, async_playwright, expect

from chat.assembly.settings import ChatSettings
from kit.database import Database
from tests.fixtures.chat_process import ROOT, ServedChat, free_port, serve
from tests.fixtures.neighbours import Neighbours
from tests.fixtures.required import program
from tests.frontend.pictures.cells import Picture, agrees, marked, reduced, strange
from tests.frontend.pictures.company import EMAIL, NOW, PASSWORD, Company
from tests.story.conftest import BROWSER_OPTIONS, SCREENSHOTS

KEPT = Path(__file__).parent / "kept"
DESK: ViewportSize = {"width": 1280, "height": 800}
PANEL: ViewportSize = {"width": 400, "height": 640}
SCHEMES = ("light", "dark")
PATIENCE_MS = 60_000
"""For busy machines."""

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def company(database: Database) -> Company:
    return Company(database)


@pytest.fixture
async def chat(
    chat_settings: dict[str, Any], database: Database, company: Company, neighbours: Neighbours
) -> AsyncIterator[ServedChat]:
    """Its clock stands, and nothing happens by itself."""
    company.play()
    pages = Path(os.environ.get("BATON_FRONTEND", ROOT / ".baton" / "frontend"))
    settings = ChatSettings(**{**chat_settings, "port": free_port(), "frontend": pages, "company": "Wren & Wheel"})
    async with serve(settings, database, clock=company.clock) as served:
        yield served


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=program("chromium"), args=BROWSER_OPTIONS)
        yield started
        await started.close()


@asynccontextmanager
async def reader(browser: Browser, chat: ServedChat, scheme: Any, size: ViewportSize) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(
        base_url=chat.url,
        viewport=size,
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(PATIENCE_MS)
    await context.clock.set_fixed_time(NOW)
    yield context
    await context.close()


async def sign_in(context: BrowserContext) -> Page:
    page = await context.new_page()
    await page.goto("/console")
    await page.get_by_label("E-mail").fill(EMAIL)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("button", name="You: ")).to_be_visible(timeout=PATIENCE_MS)
    return page


async def inbox(page: Page, company: Company) -> None:
    await page.goto("/console#/inbox")
    await page.get_by_role("tab", name="Waiting").click()
    await expect(page.get_by_text("Where is my order WW-48213?")).to_be_visible(timeout=PATIENCE_MS)


async def conversation(page: Page, company: Company) -> None:
    await page.goto(f"/console#/inbox/{company.sams}")
    await expect(page.get_by_role("log")).to_contain_text("send me the label", timeout=PATIENCE_MS)
    await expect(page.get_by_label("Reply to the customer")).to_be_visible(timeout=PATIENCE_MS)


async def live(page: Page, company: Company) -> None:
    await page.goto("/console#/live")
    await expect(page.get_by_role("main")).to_contain_text("Ines", timeout=PATIENCE_MS)


async def reports(page: Page, company: Company) -> None:
    await page.goto("/console#/reports")
    figures = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Conversations", exact=True))
    await expect(figures).to_contain_text("16", timeout=PATIENCE_MS)


async def settings(page: Page, company: Company) -> None:
    await page.goto("/console#/settings")
    preview = page.frame_locator("iframe[title=Preview]")
    await expect(preview.get_by_label("Your message")).to_be_visible(timeout=PATIENCE_MS)


async def article(page: Page, company: Company) -> None:
    await page.goto("/editor#/articles/returns")
    await expect(page.locator(".cm-content")).to_contain_text("Register the return", timeout=PATIENCE_MS)
    await expect(page.get_by_role("listitem").get_by_text("Register the return")).to_be_visible(timeout=PATIENCE_MS)


View = Callable[[Page, Company], Awaitable[None]]
STAFF: tuple[View, ...] = (inbox, conversation, live, reports, settings, article)


PAINT = "name => document.documentElement.style.setProperty(name, '#c2185b')"
WHERE_SEEN: tuple[tuple[View, str], ...] = (
    (inbox, "--ground"),
    (conversation, "--accent"),
    (conversation, "--note"),
    (live, "--surface"),
    (reports, "--accent-soft"),
    (article, "--ink"),
)


async def screenshot(page: Page) -> bytes:
    """Once everything has loaded."""
    await page.wait_for_load_state("networkidle")
    await page.evaluate("document.fonts.ready")
    await page.mouse.move(0, 0)
    return await page.screenshot(animations="disabled", caret="hide")


def differences(name: str, scheme: str, picture: Picture) -> list[tuple[int, int]]:
    with Image.open(KEPT / scheme / f"{name}.png") as kept:
        return strange(kept.convert("RGB"), picture)


def looks_alike(name: str, scheme: str, seen: bytes) -> bool:
    return agrees(differences(name, scheme, reduced(seen)))


def looks_as_before(request: pytest.FixtureRequest, name: str, scheme: str, seen: bytes) -> list[str]:
    """What is wrong, in a sentence. With `--renew-pictures` the screenshot is kept instead."""
    path = KEPT / scheme / f"{name}.png"
    picture = reduced(seen)
    if request.config.getoption("--renew-pictures"):
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, optimize=True)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    shown = SCREENSHOTS / f"picture-{name}-{scheme}.png"
    shown.write_bytes(seen)
    cells = differences(name, scheme, picture)
    if agrees(cells):
        return []
    marked(seen, cells).save(shown)
    return [f"{name} in {scheme}: {len(cells)} cells do not look as before; see {shown.relative_to(ROOT)}"]


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_the_pages_of_staff(
    request: pytest.FixtureRequest, browser: Browser, chat: ServedChat, company: Company, scheme: str
) -> None:
    wrong = []
    async with reader(browser, chat, scheme, DESK) as context:
        page = await sign_in(context)
        for view in STAFF:
            await view(page, company)
            wrong += looks_as_before(request, view.__name__, scheme, await screenshot(page))
    assert wrong == []


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_a_wrong_colour_is_noticed(browser: Browser, chat: ServedChat, company: Company, scheme: str) -> None:
    async with reader(browser, chat, scheme, DESK) as context:
        page = await sign_in(context)
        for view, token in WHERE_SEEN:
            await view(page, company)
            await page.evaluate(PAINT, token)
            assert not looks_alike(view.__name__, scheme, await screenshot(page)), token
            await page.reload()


async def test_a_page_without_its_style_sheet_is_noticed(browser: Browser, chat: ServedChat, company: Company) -> None:
    async with reader(browser, chat, "light", DESK) as context:
        page = await sign_in(context)
        await context.route("**/*", lambda route: route.abort() if _is_style(route) else route.fallback())
        await page.reload()
        await conversation(page, company)
        assert not looks_alike("conversation", "light", await screenshot(page))
        await page.goto("/help/returns")
        assert not looks_alike("help", "light", await screenshot(page))


def _is_style(route: Route) -> bool:
    return route.request.resource_type == "stylesheet"


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_the_pages_of_customers(
    request: pytest.FixtureRequest, browser: Browser, chat: ServedChat, company: Company, scheme: str
) -> None:
    async with reader(browser, chat, scheme, DESK) as context:
        page = await context.new_page()
        await page.goto("/help/returns")
        await expect(page.get_by_text("Hand the parcel over")).to_be_visible(timeout=PATIENCE_MS)
        wrong = looks_as_before(request, "help", scheme, await screenshot(page))
    async with reader(browser, chat, scheme, PANEL) as context:
        page = await context.new_page()
        await page.goto("/widget")
        box = page.get_by_label("Your message")
        await expect(box).to_be_visible(timeout=PATIENCE_MS)
        wrong += looks_as_before(request, "widget", scheme, await screenshot(page))
        await box.fill("How do I return a wheel?")
        await box.press("Enter")
        await expect(page.get_by_role("log")).to_contain_text("60 days", timeout=PATIENCE_MS)
        wrong += looks_as_before(request, "widget-conversation", scheme, await screenshot(page))
    assert wrong == []

"""One installation and one browser for the whole story; every page of it leaves a screenshot behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.fixtures.required import program
from tests.story.installation import ROOT, Installation, free_port

SCREENSHOTS = ROOT / ".baton" / "test-output" / "screenshots"
DESKTOP = {"width": 1280, "height": 860}
PATIENCE = 15_000
"""Milliseconds: how long a page may take where other tests share the machine. Who waits, waits for an event."""
BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="package")
def receiver_port() -> int:
    """Where a test may let a server listen that Baton's webhooks may call."""
    return free_port()


@pytest.fixture(scope="package")
def baton(tmp_path_factory: pytest.TempPathFactory, receiver_port: int) -> Iterator[Installation]:
    settings = {"BATON_WEBHOOK_HOSTS": f"127.0.0.1:{receiver_port}"}
    installation = Installation(tmp_path_factory.mktemp("story") / "data", free_port(), settings=settings)
    installation.start()
    yield installation
    assert installation.process is not None
    if installation.process.poll() is None:
        installation.stop()


@pytest.fixture(scope="package")  # it has an event loop of its own in this thread, as other tests have after it
def browser() -> Iterator[Browser]:
    path = program("chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page with cookies and storage of its own: another person at another machine."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **options})  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def keep_screenshot(request: pytest.FixtureRequest) -> Callable[[Page, str], Path]:
    """Keeps a picture of the page as test output."""

    def keep(page: Page, name: str) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{request.node.name}-{name}.png"
        page.screenshot(path=path)
        return path

    return keep

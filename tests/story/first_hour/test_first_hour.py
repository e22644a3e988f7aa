"""From an empty folder to a company of its own in the browser: five steps, with reloads in between."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.knowledge_base.imports import harbour_coffee
from tests.knowledge_base.imports.made_files import archive
from tests.story.installation import Installation
from tests.story.test_accessibility import settled, violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]
PHONE, DESKTOP = (390, 844), (1280, 860)


def printed_links(installation: Installation) -> list[str]:
    return [line.strip() for line in installation.lines if "/console#start" in line]


def looked_at(page: Page, keep: Keep, name: str) -> None:
    """axe finds nothing, and nothing sticks out, on a desk and on a phone."""
    for (width, height), where in ((PHONE, "phone"), (DESKTOP, "desk")):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {where}"
        keep(page, f"{name}-{where}")


def test_a_new_company_is_set_up_in_the_browser(fresh: Installation, new_page: NewPage, keep_screenshot: Keep) -> None:
    (link,) = printed_links(fresh)
    token = link.partition("=")[2]
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.headers.get('referer', '')}"))

    page.goto(link)
    expect(page).to_have_url(re.compile("#/start$"))
    page.reload()
    looked_at(page, keep_screenshot, "0-password")
    page.get_by_label("Your password").fill("harbour coffee 12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who are you?")).to_be_focused()
    looked_at(page, keep_screenshot, "1-you")
    page.get_by_label("Name").fill("Hanna Hafen")
    page.get_by_label("E-mail").fill("hanna@harbour.example")
    page.get_by_role("button", name="Next").click()

    page.get_by_label("Company name", exact=True).fill("Harbour Coffee")
    preview = page.frame_locator("iframe[title='Preview']")
    expect(preview.get_by_role("heading", name="Harbour Coffee")).to_be_visible()
    looked_at(page, keep_screenshot, "2-company")
    page.get_by_role("button", name="Next").click()

    expect(page.get_by_role("heading", name="What does the bot answer from?")).to_be_focused()
    page.reload()
    expect(page.get_by_role("heading", name="What does the bot answer from?")).to_be_visible()
    looked_at(page, keep_screenshot, "3-source")
    help_centre = {"name": "help.zip", "mimeType": "application/zip", "buffer": archive(harbour_coffee.as_html())}
    page.get_by_label("Choose files").set_input_files(help_centre)  # type: ignore[arg-type]
    expect(page.get_by_role("heading", name="This would be imported")).to_be_visible(timeout=60_000)
    looked_at(page, keep_screenshot, "3-plan")
    page.get_by_role("button", name="Import 12 articles").click()
    expect(page.get_by_text("12 articles were changed.")).to_be_visible(timeout=60_000)
    looked_at(page, keep_screenshot, "3-done")
    page.get_by_role("button", name="Next").click()

    page.get_by_role("textbox", name="Question").fill("how long does delivery take?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("1 of 5 asked")).to_be_visible(timeout=20_000)
    looked_at(page, keep_screenshot, "4-questions")

    page.get_by_role("button", name="Skip this step").click()
    page.get_by_role("textbox", name="Name").fill("Ines Ito")
    page.get_by_role("textbox", name="E-mail").fill("ines@harbour.example")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_label("Link for")).to_have_value(re.compile("#invitation="))
    expect(page.get_by_label("Put this line into the pages of your site")).to_have_value(re.compile(r"widget\.js"))
    looked_at(page, keep_screenshot, "5-people")
    page.get_by_role("button", name="Finish", exact=True).click()
    expect(page.get_by_role("heading", name="Baton is set up")).to_be_visible()
    looked_at(page, keep_screenshot, "6-over")

    assert not [line for line in asked if token in line], "the token is in no address and no referrer"
    logs = [path for path in fresh.data.rglob("*") if path.is_file() and token.encode() in path.read_bytes()]
    assert logs == []
    other = new_page()
    other.goto(link)
    other.get_by_label("Your password").fill("somebody else 12")
    other.keyboard.press("Enter")
    expect(other.get_by_role("alert")).to_contain_text("used or has expired")

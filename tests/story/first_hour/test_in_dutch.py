"""A company whose people and articles are Dutch meets no English on the way to its first answer."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.knowledge_base.imports.made_files import archive
from tests.story.first_hour.test_first_hour import printed_links
from tests.story.installation import Installation

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

DUTCH = {"locale": "nl-NL"}
ARTICLES = {
    "parkeren.md": "# Parkeren\n\nParkeren op de kade kost € 1,80 per uur, na 20.00 uur is het gratis.\n",
    "betalen.md": "# Betalen\n\nJe betaalt met iDEAL of in twee termijnen. Contant betalen kan niet.\n",
    "docenten.md": "# Docenten\n\nLotte Kramer, Idris Bouazza, Wim Terpstra\n",
    "ziek.md": "# Ziek\n\nBen je ziek, kom dan niet, en meld je af voor de les van vandaag.\n",
}


def test_a_dutch_company_is_set_up_in_dutch(fresh: Installation, new_page: NewPage, keep_screenshot: Keep) -> None:
    (link,) = printed_links(fresh)
    page = new_page(**DUTCH)
    page.goto(link)
    page.get_by_label("Je wachtwoord").fill("draaischijf 12")
    page.keyboard.press("Enter")
    page.get_by_label("Naam").fill("Lotte Kramer")
    page.get_by_label("E-mail").fill("lotte@draaischijf.example")
    page.get_by_role("button", name="Verder").click()

    page.get_by_label("Naam van het bedrijf", exact=True).fill("De Draaischijf")
    page.get_by_label("Accentkleur", exact=True).fill("2f6b4f")
    expect(page.get_by_label("Accentkleur", exact=True)).to_have_value("#2f6b4f")
    preview = page.frame_locator("iframe[title='Voorbeeld']")
    expect(preview.get_by_text("Ik ben de assistent van De Draaischijf.")).to_be_visible()
    keep_screenshot(page, "company")
    page.get_by_role("button", name="Verder").click()

    files = {path: text.encode() for path, text in ARTICLES.items()}
    page.get_by_label("Bestanden kiezen").set_input_files(
        {"name": "hulp.zip", "mimeType": "application/zip", "buffer": archive(files)}
    )
    page.get_by_role("button", name="4 artikelen importeren").click(timeout=60_000)
    expect(page.get_by_text("4 artikelen zijn gewijzigd.")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Verder")).to_be_in_viewport()
    page.get_by_role("button", name="Verder").click()

    # A title alone says no language: the reply is in that of the page, and calls the article no stranger.
    page.get_by_role("button", name="Parkeren", exact=True).click()
    expect(page.get_by_text("1 van 5 gesteld")).to_be_visible(timeout=60_000)
    trial = page.get_by_role("article")
    expect(trial).to_contain_text("Parkeren op de kade kost")
    expect(trial).not_to_contain_text(re.compile("I think|another language|Talk to a person"))
    keep_screenshot(page, "questions")
    page.get_by_role("button", name="Verder").click()

    sites = page.get_by_role("textbox", name="Sites die de chat mogen tonen")
    sites.fill("www.draaischijf.example")
    page.get_by_role("button", name="Afronden", exact=True).click()
    expect(page.get_by_role("heading", name="Baton is ingesteld")).to_be_visible()
    page.goto(f"{fresh.address}/console#/settings")
    expect(sites).to_have_value("https://www.draaischijf.example")
    expect(page.get_by_label("Taal van de teksten")).to_have_value("nl")

    reader = new_page(**DUTCH)
    reader.goto(f"{fresh.address}/help/docenten")
    expect(reader.locator("html")).to_have_attribute("lang", "nl")

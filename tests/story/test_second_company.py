"""A second company, in German, without the demo: with its own name, pack and connector, and a server beside it."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.bot.packs.pack import documented_pack
from tests.story.installation import ROOT, Installation, free_port

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

GERMAN = {"locale": "de-DE"}
PHONE = {"width": 390, "height": 844}
TRAINED_WITHIN = 400_000
ANSWERED_WITHIN = 20_000


class Company:
    """Its server, its site, and its Baton."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.server: subprocess.Popen[str] | None = None
        hosts = {"BATON_CONNECTOR_HOSTS": f"127.0.0.1:{self.port}"}
        self.baton = Installation(folder / "data", free_port(), demo=False, settings=hosts)
        self.site = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site")))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.site.server_port}"

    def start(self) -> None:
        """The pack lies in the data folder, off; its secret lies beside it."""
        (self.folder / "site").mkdir()
        script = f'<script src="{self.baton.address}/widget.js" async></script>'
        page = f'<!doctype html><html lang="de"><title>Reiher</title><h1>Reiher Breitband</h1>{script}</html>'
        (self.folder / "site" / "index.html").write_text(page, encoding="utf-8")
        threading.Thread(target=self.site.serve_forever, daemon=True).start()
        command = [sys.executable, "-m", "tests.fixtures.company_server", str(self.port)]
        self.server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.server.stdout is not None
        assert self.server.stdout.readline() == "ready\n"
        documented_pack(self.baton.data / "packs", "broadband", f"http://127.0.0.1:{self.port}")
        (self.baton.data / "secrets").mkdir()
        (self.baton.data / "secrets" / "broadband_token").write_text("t0ken", encoding="utf-8")
        self.baton.start()

    def stop_server(self) -> None:
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(timeout=20)
            assert self.server.stdout is not None
            self.server.stdout.close()

    def stop(self) -> None:
        self.stop_server()
        self.site.shutdown()
        self.site.server_close()
        if self.baton.process is not None and self.baton.process.poll() is None:
            self.baton.stop()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    with contextlib.ExitStack() as stack:
        made = Company(tmp_path_factory.mktemp("company"))
        stack.callback(made.stop)
        made.start()
        yield made


def administrator(company: Company, page: Page) -> Page:
    """Signed in with what the first start has printed."""
    [line] = [one for one in company.baton.lines if one.startswith("first administrator\t")]
    _, email, password, *_ = line.split("\t")
    page.goto(f"{company.baton.address}/console#/settings")
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", name="Einstellungen", exact=True)).to_be_visible()
    return page


def give_it_its_name(page: Page, company: Company) -> None:
    page.get_by_label("Name der Firma", exact=True).fill("Reiher Breitband")
    page.get_by_label("Akzentfarbe", exact=True).fill("#0b4f8a")
    page.get_by_label("Websites, die den Chat zeigen dürfen").fill(company.address)
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_text("Gespeichert. Die Kundschaft sieht es jetzt.")).to_be_visible()


def try_the_connector(page: Page, keep_screenshot: Keep) -> None:
    card = page.get_by_role("region", name="Pakete")
    card.get_by_text("Outages by postcode", exact=True).click()
    expect(card.get_by_text("Geheimnis broadband_token: vorhanden").first).to_be_visible()
    form = card.get_by_role("form", name="Ausprobieren: Outages by postcode")
    form.get_by_label("postcode").fill("10115")
    form.get_by_role("button", name="Ausprobieren").click()
    expect(form.get_by_text("Ja, in 10115 gibt es eine Störung (Baggerarbeiten).")).to_be_visible()
    expect(form.get_by_text("HTTP-Status 200")).to_be_visible()
    card.scroll_into_view_if_needed()
    keep_screenshot(page, "tried")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    form.scroll_into_view_if_needed()
    keep_screenshot(page, "tried-on-a-phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], "nothing sticks out on a phone"
    page.set_viewport_size({"width": 1280, "height": 860})
    assert "t0ken" not in page.content()


def switch_it_on(page: Page, keep_screenshot: Keep) -> None:
    card = page.get_by_role("region", name="Pakete")
    card.get_by_role("button", name="Einschalten: Outages and meter readings").click()
    expect(card.get_by_text("„Outages and meter readings“ wird eingeschaltet.")).to_be_visible()
    card.scroll_into_view_if_needed()
    keep_screenshot(page, "learning")
    expect(card.get_by_text("„Outages and meter readings“ ist an.")).to_be_visible(timeout=TRAINED_WITHIN)
    expect(card.get_by_role("button", name="Ausschalten: Outages and meter readings")).to_be_enabled()
    keep_screenshot(page, "on")


class Reader:
    """A customer of the company, at its site."""

    def __init__(self, page: Page, company: Company) -> None:
        self.page = page
        page.goto(company.address)
        page.locator("baton-widget").get_by_role("button").first.click()
        expect(self.chat.get_by_label("Ihre Nachricht")).to_be_visible()

    @property
    def chat(self) -> FrameLocator:
        return self.page.frame_locator("baton-widget iframe, iframe[src*='/widget']")

    @property
    def log(self) -> Locator:
        return self.chat.get_by_role("log")

    def say(self, text: str, reply: str) -> None:
        box = self.chat.get_by_label("Ihre Nachricht")
        box.fill(text)
        box.press("Enter")
        expect(self.log.get_by_text(reply).last).to_be_visible(timeout=ANSWERED_WITHIN)


def test_a_company_makes_baton_its_own_and_its_customers_are_answered_from_its_systems(
    company: Company, new_page: NewPage, keep_screenshot: Keep
) -> None:
    admin = administrator(company, new_page(**GERMAN))
    give_it_its_name(admin, company)
    try_the_connector(admin, keep_screenshot)
    switch_it_on(admin, keep_screenshot)

    customer = Reader(new_page(**GERMAN), company)
    expect(customer.chat.get_by_role("heading", name="Reiher Breitband")).to_be_visible()
    customer.say(
        "Bei uns geht seit heute Morgen das Internet nicht, gibt es eine Störung?", "Wie lautet die Postleitzahl"
    )
    customer.say(
        "10115", "Ja, in 10115 gibt es eine Störung (Baggerarbeiten). Sie ist voraussichtlich um 18:30 behoben."
    )
    customer.say("Ich möchte meinen Zählerstand durchgeben", "Was zeigt der Zähler an?")
    customer.say("4711", "Ihr Zähler zeigt 4711. Soll ich das weitergeben?")
    customer.chat.get_by_role("button", name="Ja", exact=True).click()
    expect(customer.log.get_by_text("Ihr Beleg ist ZS-001.")).to_be_visible(timeout=ANSWERED_WITHIN)
    keep_screenshot(customer.page, "customer")

    company.stop_server()
    customer.say("Ich komme nicht ins Internet, ist das Netz ausgefallen?", "Wie lautet die Postleitzahl")
    customer.say("20095", "Es tut mir leid, ich kann gerade nicht sehen, ob es in 20095 eine Störung gibt.")
    keep_screenshot(customer.page, "server-down")
    expect(customer.chat.get_by_role("button", name="Mit einem Menschen sprechen").first).to_be_visible()

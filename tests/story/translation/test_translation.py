"""A customer writes Dutch, an agent reads and writes English, and each keeps their own words."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation, free_port
from tests.story.people import NOTE, REPLY, Colleague, Customer
from tests.story.test_accessibility import violations
from tests.story.translation.service import DUTCH_TO_ENGLISH, ENGLISH_TO_DUTCH, Service, serving

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

BROKEN, TODAY = DUTCH_TO_ENGLISH
((ENGLISH, DUTCH),) = ENGLISH_TO_DUTCH.items()
PRIVATE = "He sounds annoyed."


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with serving() as started:
        yield started


@pytest.fixture(scope="module")
def baton(tmp_path_factory: pytest.TempPathFactory, service: Service) -> Iterator[Installation]:
    """An installation of its own, because the others show that translation is off."""
    made = Installation(tmp_path_factory.mktemp("translation") / "data", free_port(), settings=service.settings)
    with ExitStack() as stack:
        stack.callback(lambda: made.process is None or made.process.poll() is not None or made.stop())
        made.start()
        yield made


def ask_for_a_person(customer: Customer) -> None:
    """With the button below the bot's reply, which is in the customer's language by now."""
    customer.chat.get_by_role("button", name="Met een medewerker praten").last.click()
    customer.sees_around(re.compile("wachtrij|queue", re.IGNORECASE))


def said(page: Page, text: str) -> Locator:
    """The line of the transcript with a message of these words."""
    return page.get_by_role("log").get_by_role("listitem").filter(has_text=text).last


def test_an_agent_reads_and_answers_in_their_own_language(
    baton: Installation, service: Service, new_page: NewPage, keep_screenshot: Keep
) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say(BROKEN)
    ask_for_a_person(customer)
    customer.say(TODAY)
    ines = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    ines.open("console")
    ines.go_online()
    ines.accept(customer.conversation_id)
    page = ines.page

    line = said(page, BROKEN)
    line.get_by_role("button", name="Translate", exact=True).click()
    expect(line.get_by_text(DUTCH_TO_ENGLISH[BROKEN], exact=True)).to_be_visible()
    expect(line.get_by_text("Translated by machine from Dutch")).to_be_visible()
    expect(line.get_by_text(BROKEN, exact=True)).to_be_visible()
    keep_screenshot(page, "a-message")
    page.get_by_role("button", name="Translate the conversation").click()
    expect(said(page, TODAY).get_by_text(DUTCH_TO_ENGLISH[TODAY], exact=True)).to_be_visible()
    keep_screenshot(page, "the-conversation")
    assert violations(page) == []

    composer = page.get_by_label(REPLY)
    composer.fill(ENGLISH)
    page.get_by_role("button", name="Translate into Dutch").click()
    expect(composer).to_have_value(DUTCH)
    expect(page.get_by_text(f"Your words: {ENGLISH}")).to_be_visible()
    keep_screenshot(page, "a-reply")
    page.get_by_role("button", name="Take your own words").click()
    expect(composer).to_have_value(ENGLISH)
    page.get_by_role("button", name="Translate into Dutch").click()
    expect(composer).to_have_value(DUTCH)
    composer.press("Enter")
    customer.sees(DUTCH)
    expect(customer.log.get_by_text(ENGLISH)).to_have_count(0)
    keep_screenshot(customer.page, "customer")

    page.get_by_role("button", name="Internal note").click()
    page.get_by_label(NOTE).fill(PRIVATE)
    expect(page.get_by_role("button", name="Translate into Dutch")).to_have_count(0)
    assert PRIVATE not in service.sent


def test_a_service_that_does_not_answer_costs_a_sentence(
    baton: Installation, service: Service, new_page: NewPage, keep_screenshot: Keep
) -> None:
    tomas = Colleague(new_page(), baton, baton.sign_ins("agent")[1])
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say(BROKEN)
    ask_for_a_person(customer)
    tomas.open("console")
    tomas.go_online()
    tomas.accept(customer.conversation_id)
    service.works = False
    said(tomas.page, BROKEN).get_by_role("button", name="Translate", exact=True).click()
    expect(tomas.page.get_by_text("The translation service does not answer")).to_be_visible()
    keep_screenshot(tomas.page, "unavailable")
    service.works = True
    said(tomas.page, BROKEN).get_by_role("button", name="Translate", exact=True).click()
    expect(said(tomas.page, BROKEN).get_by_text(DUTCH_TO_ENGLISH[BROKEN], exact=True)).to_be_visible()

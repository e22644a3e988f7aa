"""Two agents, a supervisor and three customers at the same time: everyone sees the same desk and no message is lost."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import NOTE, REPLY, Colleague, Customer

NewPage = Callable[..., Page]
PRESS_TOGETHER = """([name, moment]) => {
    const button = [...document.querySelectorAll("button")].find(each => each.textContent === name);
    setTimeout(() => button.click(), moment - Date.now());
}"""


@pytest.fixture
def customers(new_page: NewPage, baton: Installation) -> list[Customer]:
    found = [Customer(new_page(), baton) for _ in range(3)]
    for customer in found:
        customer.open_widget()
    return found


def colleague(new_page: NewPage, baton: Installation, role: str, number: int = 0) -> Colleague:
    someone = Colleague(new_page(), baton, baton.sign_ins(role)[number])
    someone.open("console")
    someone.go_online()
    return someone


def row(someone: Colleague, customer: Customer) -> Locator:
    return someone.page.locator(f"[data-conversation='{customer.conversation_id}']")


def race(agents: tuple[Colleague, Colleague], customer: Customer) -> tuple[Colleague, Colleague]:
    """Both press Accept in the same moment; the winner first."""
    for agent in agents:
        row(agent, customer).click()
        expect(agent.page.get_by_role("button", name="Accept", exact=True)).to_be_visible()
    moment = agents[0].page.evaluate("Date.now() + 500")
    for agent in agents:
        agent.page.evaluate(PRESS_TOGETHER, ["Accept", moment])
    for agent in agents:
        expect(agent.page.get_by_role("button", name="Accept", exact=True)).to_have_count(0)
    names = [agent.call("GET", "/me")["name"] for agent in agents]
    held_by = [agents[0].page.get_by_text(f"With {name}") for name in names]
    expect(held_by[0].or_(held_by[1]).first).to_be_visible()
    one, other = agents
    return (one, other) if held_by[0].count() else (other, one)


def test_several_at_once(baton: Installation, new_page: NewPage, customers: list[Customer]) -> None:
    wanted, simple, with_bot = customers
    ines, tomas = colleague(new_page, baton, "agent", 0), colleague(new_page, baton, "agent", 1)
    sam = colleague(new_page, baton, "supervisor")
    sam.page.get_by_role("link", name="Live").click()

    for number, customer in enumerate((wanted, simple)):
        customer.say(f"my frame is number {4400 + number}, and I want to talk to a human")
        for agent in (ines, tomas):
            expect(row(agent, customer)).to_be_visible()
    board = sam.page.get_by_role("region", name="Agents")
    link = f"a[href$='{wanted.conversation_id}']"
    expect(sam.page.get_by_role("region", name="Waiting").locator(link)).to_be_visible()

    winner, loser = race((ines, tomas), wanted)
    name = winner.call("GET", "/me")["name"]
    loser.sees(re.compile(name))
    expect(loser.page.get_by_label(REPLY)).to_have_count(0)
    expect(winner.page.get_by_label(REPLY)).to_be_visible()
    also_here = winner.page.get_by_text(f"Also open for {loser.call('GET', '/me')['name']}").first
    expect(also_here).to_be_visible()
    winner.write("Hello, this is about your frame")
    winner.sees(re.compile("^Seen "))
    loser.accept(simple.conversation_id)
    expect(also_here).to_be_hidden()
    loser.write("Yours is here with me")
    expect(board.get_by_role("listitem").filter(has_text=name).locator(link)).to_be_visible()

    with_bot.say("How long does a refund to my credit card take?")
    with_bot.sees(re.compile("3–5 working days"))
    sam.page.goto(f"{baton.address}/console#/all/{with_bot.conversation_id}")
    note = sam.page.get_by_label(NOTE)
    note.fill("I am Sam")
    note.evaluate("field => { field.dataset.probe = 'the same' }")
    sam.press("Take over")
    expect(sam.page.get_by_role("button", name="Resolve").first).to_be_visible()
    expect(note).to_have_value("I am Sam")  # a note stays a note until its writer says otherwise
    sam.page.get_by_role("button", name="Reply", exact=True).click()
    expect(sam.page.get_by_label(REPLY)).to_have_value("I am Sam")
    expect(sam.page.get_by_label(REPLY)).to_have_attribute("data-probe", "the same")  # no letter can get lost
    sam.write("I am Sam, and I have looked it up: four days")
    sam.page.goto(f"{baton.address}/console#/all/{wanted.conversation_id}")
    sam.write("Offer them the new frame")
    winner.sees("Offer them the new frame")

    winner.press("Transfer…")
    dialog = winner.page.get_by_role("dialog")
    dialog.get_by_label("To", exact=True).select_option(f"agent:{loser.call('GET', '/me')['id']}")
    dialog.get_by_role("button", name="Transfer", exact=True).click()
    loser.show("Waiting")
    loser.sees("For you")
    loser.accept(wanted.conversation_id)
    loser.write("I have your frame now")

    said = [
        (wanted, ["my frame is number 4400", "Hello, this is about your frame", "I have your frame now"]),
        (simple, ["my frame is number 4401", "Yours is here with me"]),
        (with_bot, ["How long does a refund", "3–5 working days", "I have looked it up: four days"]),
    ]
    for customer, texts in said:
        expect(customer.log).to_contain_text(re.compile(".*".join(map(re.escape, texts)), re.DOTALL))
        for text in texts:
            expect(customer.log.get_by_text(text)).to_have_count(1)
        expect(customer.log.get_by_text("Offer them the new frame")).to_have_count(0)

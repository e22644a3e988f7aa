"""Agent and customer use Baton without a mouse."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import NOTE, REPLY, Colleague, Customer

NewPage = Callable[..., Page]
MOST_STEPS = 80
FOCUSED = """() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!document.hasFocus() || !element || element === document.body || element.tagName === "IFRAME") return "";
    return element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
}"""


def focused(page: Page) -> str:
    """The name of the focused element, in any frame."""
    frames: list[Frame] = page.frames
    return next((name for name in (frame.evaluate(FOCUSED) for frame in frames) if name), "").strip()


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    for _ in range(MOST_STEPS):
        if re.search(name, focused(page)):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} is not reached by {key}; the focus is on {focused(page)!r}")


def palette_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Action, page or customer")


def choose(page: Page, words: str) -> None:
    """From the palette, the first that fits."""
    page.keyboard.press("Control+k")
    palette = palette_of(page)
    expect(palette).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(palette).to_have_count(0)


@pytest.fixture
def canned_reply(baton: Installation, new_page: NewPage) -> Iterator[str]:
    """What `/keys` stands for."""
    supervisor = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    supervisor.open("console")
    expect(supervisor.own_menu).to_be_visible()
    reply = {"shortcut": "keys", "title": "By keys alone", "text": "This reply was kept for you."}
    kept = supervisor.call("POST", "/canned-replies", reply)
    yield reply["text"]
    supervisor.call("DELETE", f"/canned-replies/{kept['id']}")


def test_an_agent_works_without_a_mouse(baton: Installation, new_page: NewPage, canned_reply: str) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    page = new_page()
    sign_in = baton.sign_ins("agent")[0]
    page.goto(f"{baton.address}/console")
    expect(page.get_by_label("E-mail")).to_be_visible()
    for label, text in (("E-mail", sign_in["email"]), ("Password", sign_in["password"])):
        tab_to(page, label)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    own_menu = page.get_by_role("button", name=re.compile("^You: "))
    expect(own_menu).to_have_accessible_name(re.compile("line|Away"))
    if "Online" not in (own_menu.text_content() or ""):
        choose(page, "online go")
    expect(own_menu).to_have_accessible_name(re.compile("Online"))

    customer.say("I want to talk to a human being, please")
    row = page.locator(f"[data-conversation='{customer.conversation_id}']")
    expect(row).to_be_visible()
    while customer.conversation_id not in page.url:
        page.keyboard.press("j")
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Accept", exact=True)).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_label(REPLY)).to_be_focused()
    page.keyboard.type("Hello from the keyboard")
    page.keyboard.press("Enter")
    customer.sees("Hello from the keyboard")
    page.keyboard.type("/keys")
    replies = page.get_by_role("listbox", name="Canned replies")
    expect(replies.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label(REPLY)).to_have_value(canned_reply)
    page.keyboard.press("Enter")
    customer.sees(canned_reply)

    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_label(NOTE)).to_be_focused()
    page.keyboard.type("Written without a mouse")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_text("Written without a mouse")).to_be_visible()
    choose(page, "canned")
    expect(page.get_by_label(REPLY)).to_have_value("/")
    expect(replies).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")

    page.keyboard.press("Control+k")
    expect(palette_of(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(palette_of(page)).to_have_count(0)
    expect(page.get_by_label(REPLY)).to_be_focused()
    choose(page, "transf")
    transfer = page.get_by_role("dialog", name="Transfer the conversation")
    expect(transfer).to_be_visible()
    page.keyboard.press("Escape")
    expect(transfer).to_have_count(0)
    choose(page, "resol")
    customer.sees_around("How was the conversation?")
    expect(customer.log.get_by_text("Written without a mouse")).to_have_count(0)


def test_a_customer_writes_without_a_mouse(baton: Installation, new_page: NewPage) -> None:
    customer = Customer(new_page(), baton)
    page = customer.page
    page.goto(baton.shop)
    expect(page.locator("baton-widget").get_by_role("button").first).to_be_visible()
    page.locator("body").press("Tab")
    tab_to(page, "Chat|Open|chat", "Shift+Tab")
    page.keyboard.press("Enter")
    box = customer.chat.get_by_label("Your message")
    expect(box).to_be_focused()
    page.keyboard.type("How long does a refund to my credit card take?")
    page.keyboard.press("Enter")
    customer.sees(re.compile("3–5 working days"))
    expect(box).to_be_focused()
    tab_to(page, "Talk to a person", "Shift+Tab")
    page.keyboard.press("Enter")
    customer.sees_around(re.compile("position in the queue|You are next|Nobody is here", re.IGNORECASE))
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert re.search("(?i)chat|open", focused(page)), "the focus is back on the button that opened it"

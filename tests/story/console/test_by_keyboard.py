"""Agent and customer use Baton without a mouse."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from playwright.sync_api import Frame, Locator, Page, expect

from tests.story.installation import Installation
from tests.story.people import NOTE, REPLY, Colleague, Customer, waiting_customer

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


class Keys:
    """A keyboard. After each key something in the page has the focus: it never falls to the body."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            expect(self.page.locator(":focus")).to_have_count(1)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def leave(self) -> None:
        """Out of a text field, to the conversation's name, where single keys work.

        While the browser's own list of suggestions is open, it takes the first Escape for itself.
        """
        name = self.page.get_by_role("main").get_by_role("heading", level=2).first
        self.press("Escape")
        try:
            expect(name).to_be_focused(timeout=2_000)
        except AssertionError:
            self.press("Escape")
            expect(name).to_be_focused()

    def next_until(self, conversation: str) -> None:
        """From customer to customer with the key for it, until this one is open."""
        for _ in range(MOST_STEPS):
            before = self.page.url
            if conversation in before:
                return
            self.press(".")
            expect(self.page).not_to_have_url(before)
        raise AssertionError("the key for the next conversation never comes to it")

    def accept_and_answer(self, conversation: str, text: str) -> None:
        self.next_until(conversation)
        expect(self.page.get_by_role("button", name="Accept", exact=True)).to_be_visible()
        self.press("a")
        expect(self.page.get_by_label(REPLY)).to_be_focused()
        self.type(text)
        self.press("Enter")
        expect(self.page.get_by_role("log").get_by_text(text)).to_be_visible()


def sign_in(page: Page, baton: Installation, role: str) -> Colleague:
    known = baton.sign_ins(role)[0]
    page.goto(f"{baton.address}/console")
    expect(page.get_by_label("E-mail")).to_be_visible()
    for label, text in (("E-mail", known["email"]), ("Password", known["password"])):
        tab_to(page, label)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    person = Colleague(page, baton, known)
    expect(person.own_menu).to_have_accessible_name(re.compile("line|Away"))
    return person


def test_the_whole_day_by_keyboard_alone(baton: Installation, new_page: NewPage) -> None:
    """From signing in to the settings: three customers, and no mouse."""
    page = new_page()
    person, keys = sign_in(page, baton, "admin"), Keys(page)
    call, log = person.call, page.get_by_role("log")
    person.resolve_what_is_left()
    shortcut = f"keys{uuid4().hex[:6]}"  # another try finds none of this one's
    reply = {"shortcut": shortcut, "title": "By keys alone", "text": "This reply was kept for you."}
    kept = call("POST", "/canned-replies", reply)
    choose(page, "yourself away")  # whatever an earlier sign-in left
    expect(person.own_menu).to_have_accessible_name(re.compile("Away"))
    choose(page, "online go")
    expect(person.own_menu).to_have_accessible_name(re.compile("Online"))
    expect(page.locator(":focus")).to_have_count(1)

    first, second, third = (waiting_customer(baton, text) for text in ("A brake", "A saddle", "A lamp"))
    tab_to(page, "^Waiting")
    keys.press("Enter")
    for each in (first, second, third):
        expect(page.locator(f"[data-conversation='{each}']")).to_be_visible()
    peek(page, keys)
    keys.accept_and_answer(first, "I am looking at your brake")
    answer_note_and_tag(page, keys, shortcut)
    keys.press("s")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "^Snooze$")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert call("GET", f"/conversations/{first}")["snoozed_until"]

    keys.accept_and_answer(second, "My colleague knows saddles")
    transfer_to_a_colleague(page, keys, call)
    keys.accept_and_answer(third, "Your lamp is on its way")  # right away: it once stayed at the one just transferred
    resolve_and_undo(page, keys)
    assert call("GET", f"/conversations/{third}")["status"] == "resolved"
    waiting = page.get_by_role("tab", name=re.compile("^Waiting"))
    before = waiting.inner_text()  # who was transferred waits too, and is nobody's next
    waiting_customer(baton, "A pump")  # so that there is a next one, whatever other stories left
    expect(waiting).not_to_have_text(before)
    here = page.url
    keys.press(".")
    expect(page).not_to_have_url(here)

    for name, heading in (("Live", "Live"), ("Settings", "Settings")):
        choose(page, f"go to {name}")
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        expect(page.locator(":focus")).to_have_count(1)
    tab_to(page, "^Company")
    expect(log).to_have_count(0)
    call("POST", f"/conversations/{second}/take-over")
    for each in (first, second):
        call("POST", f"/conversations/{each}/resolve")
    call("DELETE", f"/canned-replies/{kept['id']}")


def peek(page: Page, keys: Keys) -> None:
    keys.press("j")
    row = page.locator("[data-conversation]:focus")
    expect(row).to_have_count(1)
    keys.press("p")
    shown = page.get_by_role("dialog", name=re.compile("^Last messages of"))
    expect(shown).to_be_focused()
    keys.press("Escape")
    expect(shown).to_have_count(0)
    expect(row).to_have_count(1)


def answer_note_and_tag(page: Page, keys: Keys, shortcut: str) -> None:
    """A canned reply by its shortcut, one from the palette that is not sent, a note, and a tag."""
    log, box = page.get_by_role("log"), page.get_by_label(REPLY)
    replies = page.get_by_role("listbox", name="Canned replies")
    keys.type(f"/{shortcut}")
    expect(replies.get_by_role("option")).to_have_count(1)
    keys.press("Enter")
    expect(box).to_have_value("This reply was kept for you.")
    keys.press("Enter")
    expect(log.get_by_text("This reply was kept for you.")).to_be_visible()
    choose(page, "canned reply")
    expect(box).to_have_value("/")
    expect(replies).to_be_visible()
    keys.press("Escape", "Backspace")
    keys.leave()
    keys.press("n")
    expect(page.get_by_label(NOTE)).to_be_focused()
    keys.type("Written without a mouse")
    keys.press("Enter")
    expect(log.get_by_text("Written without a mouse")).to_be_visible()
    keys.leave()
    keys.press("#")
    expect(page.get_by_role("combobox", name="Add a tag")).to_be_focused()
    keys.type("by-key")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Remove the tag by-key")).to_be_visible()
    keys.leave()


def transfer_to_a_colleague(page: Page, keys: Keys, call: Callable[..., Any]) -> None:
    me = call("GET", "/me")["id"]
    colleague = next(each for each in call("GET", "/presence")["agents"] if each["id"] != me)
    keys.leave()
    keys.press("t")
    to = page.get_by_role("dialog", name="Transfer the conversation").get_by_label("To", exact=True)
    expect(to).to_be_focused()
    keys.type(colleague["name"])
    expect(to).to_have_value(f"agent:{colleague['id']}")
    tab_to(page, "^Transfer$")
    keys.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def resolve_and_undo(page: Page, keys: Keys) -> None:
    resolved = page.get_by_role("status").get_by_text("Resolved.")
    keys.leave()
    keys.press("e")
    expect(resolved).to_be_visible()
    keys.press("z")
    expect(page.get_by_label(REPLY)).to_be_focused()
    expect(resolved).to_have_count(0)
    keys.leave()
    keys.press("e")
    expect(resolved).to_be_visible()


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

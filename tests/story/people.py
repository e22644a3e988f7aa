"""What customers, agents and editors do on their pages. Elements are found by role and name, as screen readers do."""

import re
from typing import Any
from uuid import uuid4

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.story.installation import Installation

REPLY = "Reply to the customer"
NOTE = "Internal note, only staff see it"
CALL = """async ([method, path, body]) => {
    const headers = body === null ? {} : { "Content-Type": "application/json" };
    const sent = { method, headers, body: body === null ? null : JSON.stringify(body) };
    const answer = await fetch("/api/v1" + path, sent);
    if (!answer.ok) throw new Error(path + ": " + await answer.text());
    return answer.json();
}"""


def waiting_customer(baton: Installation, *texts: str) -> str:
    """A customer who wrote these and waits for a person, without a browser. Returns the conversation."""
    opened = baton.call("POST", "/conversations", {"page_url": "https://shop.example/wheels"})
    path, token = f"/conversations/{opened['conversation_id']}", opened["token"]
    for text in texts:
        baton.call("POST", f"{path}/messages", {"client_message_id": str(uuid4()), "text": text}, token)
    baton.call("POST", f"{path}/handoff", {}, token)
    return str(opened["conversation_id"])


class Customer:
    """A customer on the shop's page."""

    def __init__(self, page: Page, baton: Installation) -> None:
        self.page = page
        self.baton = baton

    @property
    def chat(self) -> FrameLocator:
        return self.page.frame_locator("baton-widget iframe, iframe[src*='/widget']")

    @property
    def log(self) -> Locator:
        return self.chat.get_by_role("log")

    def open_widget(self) -> None:
        self.page.goto(self.baton.shop)
        self.page.locator("baton-widget").get_by_role("button").first.click()
        expect(self.chat.get_by_label("Your message")).to_be_visible()

    @property
    def conversation_id(self) -> str:
        """As the widget keeps it."""
        frame = next(frame for frame in self.page.frames if "/widget" in frame.url)
        return str(frame.evaluate("JSON.parse(localStorage.getItem('baton.conversation')).id"))

    def say(self, text: str) -> None:
        box = self.chat.get_by_label("Your message")
        box.fill(text)
        box.press("Enter")
        expect(self.log.get_by_text(text, exact=True).last).to_be_visible()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.log.get_by_text(text).last).to_be_visible(timeout=20_000)

    def sees_around(self, text: str | re.Pattern[str]) -> None:
        """Anywhere in the widget, not only among the messages."""
        expect(self.chat.get_by_text(text).last).to_be_visible(timeout=20_000)

    def press(self, name: str | re.Pattern[str]) -> None:
        self.chat.get_by_role("button", name=name).last.click()


class Colleague:
    """A person with a sign-in."""

    def __init__(self, page: Page, baton: Installation, sign_in: dict[str, str]) -> None:
        self.page = page
        self.baton = baton
        self._sign_in = sign_in

    def open(self, place: str) -> None:
        self.page.goto(f"{self.baton.address}/{place}")
        self.page.get_by_label("E-mail").fill(self._sign_in["email"])
        self.page.get_by_label("Password").fill(self._sign_in["password"])
        self.page.get_by_role("button", name="Sign in").click()

    @property
    def own_menu(self) -> Locator:
        """The button of their own menu in the console; its name says who they are and their presence."""
        return self.page.get_by_role("button", name=re.compile("^You: "))

    def open_own_menu(self) -> None:
        if self.own_menu.get_attribute("aria-expanded") != "true":
            self.own_menu.click()

    def resolve_what_is_left(self) -> None:
        """Resolves what other stories have left with this person, so that they have room for this one's customers."""
        for each in self.call("GET", "/conversations?assigned_to=me&status=assigned")["conversations"]:
            self.call("POST", f"/conversations/{each['id']}/resolve")

    def go_online(self) -> None:
        """Sets the presence, because the console remembers it from one sign-in to the next."""
        self.open_own_menu()
        self.page.get_by_role("combobox", name="Your presence").select_option("online")
        expect(self.own_menu).to_have_accessible_name(re.compile("Online"))
        self.page.keyboard.press("Escape")

    def show(self, tab: str) -> None:
        """Opens a tab of the inbox."""
        self.page.get_by_role("tab", name=re.compile(f"^{tab}")).click()

    def press_more(self, name: str | re.Pattern[str]) -> None:
        """Presses one of the steps behind "More" in the conversation's header."""
        self.page.get_by_role("main").get_by_role("button", name="More", exact=True).click()
        self.press(name)

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Calls the HTTP API as the page does."""
        return self.page.evaluate(CALL, [method, path, body])

    def accept(self, conversation_id: str) -> None:
        self.page.goto(f"{self.baton.address}/console#/inbox/{conversation_id}")
        self.page.get_by_role("main").get_by_role("button", name="Accept", exact=True).click()
        expect(self.page.get_by_label(REPLY)).to_be_visible()

    def write(self, text: str) -> None:
        """Writes in the composer: a reply, or a note if the conversation is not theirs."""
        box = self.page.get_by_label(REPLY).or_(self.page.get_by_label(NOTE))
        box.fill(text)
        box.press("Enter")
        expect(self.page.get_by_role("log").get_by_text(text, exact=True)).to_be_visible()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=20_000)

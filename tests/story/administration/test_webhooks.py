"""An administrator connects a system of the company's by the page alone, and sees what reaches it."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.chat.webhooks.receiver import is_signed
from tests.story.administration.looking import looked_at
from tests.story.installation import Installation
from tests.story.people import Colleague

PATIENCE_SECONDS = 20.0

Call = tuple[dict[str, Any], Any, bytes]
KeepScreenshot = Callable[[Page, str], Path]


class Crm(ThreadingHTTPServer):
    """A company's system: it takes what comes, or answers as it is told."""

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Answering)
        self.status = 200
        self.calls: list[Call] = []
        self._came = threading.Condition()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/baton"

    def take(self, call: Call) -> None:
        with self._came:
            self.calls.append(call)
            self._came.notify_all()

    def ids_of(self, kind: str, conversation_id: str) -> list[str]:
        """The identifiers of the calls that told this of the conversation."""
        return [
            headers["webhook-id"]
            for body, headers, _ in self.calls
            if body["type"] == kind and body["data"]["conversation"]["id"] == conversation_id  # tests have none
        ]

    @property
    def tests(self) -> list[Call]:
        return [call for call in self.calls if call[0]["type"] == "endpoint.tested"]

    def has_tests(self, count: int) -> bool:
        """Waits until so many tests came."""
        with self._came:
            return self._came.wait_for(lambda: len(self.tests) >= count, PATIENCE_SECONDS)

    def is_told(self, kind: str, conversation_id: str, seconds: float = PATIENCE_SECONDS) -> bool:
        """Waits until it is."""
        with self._came:
            return self._came.wait_for(lambda: bool(self.ids_of(kind, conversation_id)), seconds)


class _Answering(BaseHTTPRequestHandler):
    server: Crm

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"Thank you, the CRM")
        self.server.take((json.loads(raw), self.headers, raw))

    def log_message(self, *_: object) -> None:
        """The test says what came."""


@contextmanager
def crm_at(port: int) -> Iterator[Crm]:
    server = Crm(port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Administrator(Colleague):
    """What they do on the page."""

    @property
    def card(self) -> Any:
        return self.page.get_by_role("article", name="CRM")

    def adds_endpoint(self, url: str, keep: Callable[[str], None]) -> str:
        """By keyboard where it matters. Returns the secret."""
        self.page.get_by_role("button", name="Add an endpoint").focus()
        self.page.keyboard.press("Enter")
        form = self.page.get_by_role("dialog")
        form.get_by_label("Address").fill("http://10.0.0.7/")
        form.get_by_label("Description").fill("CRM")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_role("alert")).to_have_text("Choose at least one event.")
        form.get_by_label("The customer writes").focus()
        self.page.keyboard.press("Space")
        form.get_by_label("All of “Conversations”").check()
        keep("form")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_role("alert")).to_contain_text("https://")
        form.get_by_label("Address").fill(url)
        form.get_by_role("button", name="Save").click()
        return self.copies_secret(keep)

    def copies_secret(self, keep: Callable[[str], None]) -> str:
        """It is shown in this dialog and nowhere afterwards."""
        dialog = self.page.get_by_role("dialog", name="Signing secret")
        secret = dialog.get_by_role("textbox", name="Signing secret").input_value()
        keep("secret")
        dialog.get_by_role("button", name="Close").last.click()
        expect(dialog).to_have_count(0)
        assert secret.startswith("whsec_")
        assert secret not in self.page.content()
        assert secret not in json.dumps(self.call("GET", "/webhook-endpoints"))
        return secret

    def tests(self, crm: Crm) -> Call:
        """Sends a test, and returns the call that reached the system."""
        before = len(crm.tests)
        self.card.get_by_role("button", name="Send a test").click()
        expect(self.page.get_by_text("The test was taken: answer 200").last).to_be_visible()
        assert crm.has_tests(before + 1)
        return crm.tests[-1]

    def row(self, kind: str) -> Any:
        return self.page.get_by_role("row").filter(has_text=kind)


def started(baton: Installation) -> tuple[str, str]:
    """A conversation with its token."""
    opened = baton.call("POST", "/conversations")
    return opened["conversation_id"], opened["token"]


def write(baton: Installation, conversation: tuple[str, str], text: str) -> None:
    path, token = f"/conversations/{conversation[0]}/messages", conversation[1]
    baton.call("POST", path, {"client_message_id": str(uuid4()), "text": text}, token)


def heard_of(crm: Crm, baton: Installation) -> tuple[str, str]:
    """The first conversation that the endpoint hears of; a process may know of the endpoint two seconds late."""
    for _ in range(10):
        conversation = started(baton)
        if crm.is_told("conversation.started", conversation[0], seconds=3):
            return conversation
    raise AssertionError("The endpoint hears of no conversation.")


def test_an_endpoint_from_its_first_test_to_its_end(
    baton: Installation, receiver_port: int, new_page: Callable[..., Page], keep_screenshot: KeepScreenshot
) -> None:
    admin = Administrator(new_page(reduced_motion="reduce"), baton, baton.sign_ins("admin")[0])
    page = admin.page
    admin.open("console#/webhooks")
    admin.sees("There is no endpoint yet.")

    def keep(name: str) -> None:
        """Looks at the page at both widths, light and dark."""
        looked_at(page, lambda size: keep_screenshot(page, f"{name}-{size}"))

    with crm_at(receiver_port) as crm:
        secret = admin.adds_endpoint(crm.url, keep)
        expect(admin.card).to_contain_text(re.compile(r"\d+ events"))
        _, headers, raw = admin.tests(crm)
        assert is_signed(headers, raw, secret)

        conversation = heard_of(crm, baton)
        a_delivery_fails_and_is_sent_again(admin, crm, conversation, keep)

        admin.card.get_by_role("button", name="New secret").click()
        page.get_by_role("dialog").get_by_role("button", name="New secret").click()
        newer = admin.copies_secret(lambda _name: None)
        expect(admin.card).to_contain_text("The old secret also signs until")
        _, headers, raw = admin.tests(crm)
        assert newer != secret
        assert [is_signed(headers, raw, each) for each in (secret, newer)] == [True, True]

        admin.card.get_by_role("button", name="Switch off").click()
        expect(admin.card.get_by_role("button", name="Switch on")).to_be_visible()
        write(baton, conversation, "And do you sell them?")
        kept = admin.call("GET", "/webhook-deliveries")["deliveries"]
        assert [each["type"] for each in kept].count("customer.wrote") == 1, "nothing is kept while it is off"
        keep("off")
        admin.card.get_by_role("button", name="Remove").click()
        page.get_by_role("dialog").get_by_role("button", name="Remove").click()
        admin.sees("There is no endpoint yet.")
        assert admin.call("GET", "/webhook-endpoints")["endpoints"] == []
        baton.call("POST", f"/conversations/{conversation[0]}/end", {}, conversation[1])


def a_delivery_fails_and_is_sent_again(
    admin: Administrator, crm: Crm, conversation: tuple[str, str], keep: Callable[[str], None]
) -> None:
    page = admin.page
    crm.status = 500
    write(admin.baton, conversation, "Do you repair bells?")
    assert crm.is_told("customer.wrote", conversation[0])
    page.get_by_role("button", name="Refresh").click()
    row = admin.row("customer.wrote")
    expect(row).to_contain_text("it failed, answer 500")
    expect(row).to_contain_text("Waiting")
    expect(admin.card).to_contain_text("Failing since")
    crm.status = 200
    row.get_by_role("button").click()
    shown = page.get_by_role("dialog", name="customer.wrote")
    expect(shown).to_contain_text("Thank you, the CRM")
    expect(shown).to_contain_text('"version": 1')
    expect(shown).not_to_contain_text("Do you repair bells?")
    keep("delivery")
    before = len(crm.ids_of("customer.wrote", conversation[0]))
    shown.get_by_role("button", name="Send again").click()
    expect(shown).to_have_count(0)
    expect(row).to_contain_text("Delivered")
    expect(admin.card).not_to_contain_text("Failing since")
    told = crm.ids_of("customer.wrote", conversation[0])
    assert len(told) > before
    assert len(set(told)) == 1, "each attempt has the same identifier"
    keep("page")

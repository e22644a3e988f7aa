"""An administrator connects a system of the company's, by the page alone, and sees what reaches it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.layout import sticking_out
from tests.story.people import Colleague
from tests.story.test_accessibility import settled, violations

PHONE = {"width": 390, "height": 844}


class Crm(ThreadingHTTPServer):
    """Takes what comes, or answers as it is told."""

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Answering)
        self.status = 200
        self.received: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/baton"


class Answering(BaseHTTPRequestHandler):
    server: Crm

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append((body["type"], self.headers["webhook-id"]))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"Thank you, the CRM")

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


def test_an_endpoint_is_added_tried_and_told_and_a_delivery_is_sent_again(
    baton: Installation,
    receiver_port: int,
    new_page: Callable[..., Page],
    keep_screenshot: Callable[[Page, str], Path],
) -> None:
    admin = Colleague(new_page(reduced_motion="reduce"), baton, baton.sign_ins("admin")[0])
    admin.open("console#/webhooks")
    page = admin.page
    admin.sees("There is no endpoint yet.")
    with crm_at(receiver_port) as crm:
        page.get_by_role("button", name="Add an endpoint").focus()
        page.keyboard.press("Enter")
        form = page.get_by_role("dialog")
        form.get_by_label("Address").fill("http://10.0.0.7/")
        form.get_by_label("Description").fill("CRM")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_role("alert")).to_have_text("Choose at least one event.")
        form.get_by_label("The customer writes").focus()
        page.keyboard.press("Space")
        form.get_by_label("All of “Conversations”").check()
        keep_screenshot(page, "form")
        form.get_by_role("button", name="Save").click()
        expect(form.get_by_role("alert")).to_contain_text("https://")
        form.get_by_label("Address").fill(crm.url)
        form.get_by_role("button", name="Save").click()
        secret = page.get_by_role("dialog", name="Signing secret").get_by_label("Signing secret")
        assert secret.input_value().startswith("whsec_")
        page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
        card = page.get_by_role("article", name="CRM")
        expect(card).to_contain_text("10 events")
        card.get_by_role("button", name="Send a test").click()
        admin.sees("The test was taken: answer 200")

        opened = baton.call("POST", "/conversations")
        path, token = f"/conversations/{opened['conversation_id']}", opened["token"]
        started = page.get_by_role("row").filter(has_text="conversation.started")
        page.get_by_role("button", name="Refresh").click()
        expect(started).to_contain_text("Delivered")  # else it would hold what comes behind it
        crm.status = 500
        baton.call("POST", f"{path}/messages", {"client_message_id": "1", "text": "Do you repair bells?"}, token)
        page.get_by_role("button", name="Refresh").click()
        row = page.get_by_role("row").filter(has_text="customer.wrote")
        expect(row).to_contain_text("it failed, answer 500")
        crm.status = 200
        row.get_by_role("button").click()
        shown = page.get_by_role("dialog", name="customer.wrote")
        expect(shown).to_contain_text("Thank you, the CRM")
        expect(shown).to_contain_text('"version": 1')
        expect(shown).not_to_contain_text("Do you repair bells?")
        assert violations(page) == []
        keep_screenshot(page, "delivery")
        shown.get_by_role("button", name="Send again").click()
        expect(row).to_contain_text("Delivered")
        told = [event_id for kind, event_id in crm.received if kind == "customer.wrote"]
        assert len(told) >= 2
        assert len(set(told)) == 1
        settled(page)
        assert violations(page) == []
        assert sticking_out(page) == []
        keep_screenshot(page, "page")
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        settled(page)
        assert violations(page) == []
        assert sticking_out(page) == []
        keep_screenshot(page, "phone")
        card.get_by_role("button", name="Remove").click()
        page.get_by_role("dialog").get_by_role("button", name="Remove").click()
        admin.sees("There is no endpoint yet.")

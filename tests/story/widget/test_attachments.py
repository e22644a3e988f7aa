"""Pictures and PDF files between a customer's phone and an agent's desk, in real browsers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Frame, Page, expect

from tests.chat.attachments.files import PDF, phone_picture
from tests.story.installation import Installation
from tests.story.layout import sticking_out
from tests.story.people import Colleague, Customer
from tests.story.test_accessibility import Scheme, violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CHOOSE = "input[type=file]"
PASTE = """([id, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "pasted.jpg", { type: "image/jpeg" }));
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.getElementById(id).dispatchEvent(paste);
}"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Any:
    return request.param


def frame_of(customer: Customer) -> Frame:
    return next(frame for frame in customer.page.frames if "/widget" in frame.url)


def test_a_picture_goes_to_the_agent_and_a_document_comes_back(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep, scheme: Scheme
) -> None:
    customer = Customer(new_page(reduced_motion="reduce", color_scheme=scheme, **PHONE), baton)
    customer.open_widget()
    customer.say("I would like to speak to a person, please")
    files = customer.chat.get_by_role("list", name="Files")
    picture: FilePayload = {"name": "wheel.jpg", "mimeType": "image/jpeg", "buffer": phone_picture()}
    customer.chat.locator(CHOOSE).set_input_files([picture])
    expect(files.get_by_text("Ready to send")).to_have_count(1)
    page: FilePayload = {"name": "page.png", "mimeType": "image/png", "buffer": b"<html><script>alert(1)</script>"}
    customer.chat.locator(CHOOSE).set_input_files([page])
    expect(files.get_by_text("Only pictures and PDF files")).to_be_visible()
    assert violations(frame_of(customer)) == []
    customer.press("Remove page.png")
    keep_screenshot(customer.page, f"chosen-{scheme}")
    customer.press("Send")
    shown = customer.log.get_by_role("button", name="Show wheel.jpg")
    expect(shown.locator("img")).to_be_visible()
    expect(customer.chat.get_by_text("Sending…")).to_have_count(0)
    expect(customer.log.get_by_text("wheel.jpg", exact=True)).to_have_count(0)  # its name is not said beside it

    agent = Colleague(new_page(reduced_motion="reduce", color_scheme=scheme), baton, baton.sign_ins("agent")[0])
    agent.open("console#/inbox")
    agent.go_online()
    agent.accept(customer.conversation_id)
    seen = agent.page.get_by_role("log").get_by_role("button", name="Show wheel.jpg")
    expect(seen.locator("img")).to_be_visible()
    seen.click()
    whole = agent.page.get_by_role("dialog", name="wheel.jpg")
    expect(whole.get_by_role("img", name="wheel.jpg")).to_be_visible()
    assert violations(agent.page) == []
    whole.get_by_role("button", name="Close").click()
    expect(whole).to_have_count(0)

    label: FilePayload = {"name": "label.pdf", "mimeType": "application/pdf", "buffer": PDF}
    agent.page.locator(CHOOSE).set_input_files([label])
    expect(agent.page.get_by_role("list", name="Files").get_by_text("Ready to send")).to_have_count(1)
    agent.page.get_by_role("button", name="Send", exact=True).click()
    row = customer.log.get_by_role("button", name="label.pdf")
    expect(row).to_be_visible()
    with customer.page.expect_download() as saved:
        row.click()
    assert saved.value.suggested_filename == "label.pdf"
    assert Path(saved.value.path()).read_bytes() == PDF
    assert violations(frame_of(customer)) == []
    assert sticking_out(frame_of(customer)) == []
    keep_screenshot(customer.page, f"customer-{scheme}")
    keep_screenshot(agent.page, f"agent-{scheme}")
    agent.press("Resolve")


def test_a_pasted_picture_survives_a_broken_link_and_is_stored_once(baton: Installation, new_page: NewPage) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    tried: list[str] = []

    def break_once(route: Any) -> None:
        tried.append(route.request.headers["x-upload-id"])
        if len(tried) == 1:
            route.fetch()  # it arrives, and its answer is lost
            route.abort()
        else:
            route.continue_()

    customer.page.route("**/attachments", break_once)
    frame_of(customer).evaluate(PASTE, ["composer", list(phone_picture())])
    files = customer.chat.get_by_role("list", name="Files")
    expect(files.get_by_text("Ready to send")).to_have_count(1, timeout=20_000)
    assert len(tried) == 2
    assert len(set(tried)) == 1
    box = customer.chat.get_by_label("Your message")
    box.fill("My wheel came like this")
    box.press("Enter")
    expect(customer.log.get_by_role("button", name="Show pasted.jpg")).to_have_count(1)
    expect(files.get_by_text("Ready to send")).to_have_count(0)
    customer.page.reload()
    expect(customer.log.get_by_role("button", name="Show pasted.jpg").locator("img")).to_be_visible(timeout=20_000)
    token = frame_of(customer).evaluate("JSON.parse(localStorage.getItem('baton.conversation')).token")
    messages = baton.call("GET", f"/conversations/{customer.conversation_id}/messages", token=token)["messages"]
    assert [len(each["attachments"]) for each in messages if each["author"]["kind"] == "customer"] == [1]

"""What makes a conversation pleasant, and what keeps it going where a page or a browser gets in the way."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Frame, Page, expect

from tests.story.installation import Installation
from tests.story.people import Customer
from tests.story.test_accessibility import violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NOTHING_SMALL = """() => ![...document.querySelectorAll("button, input:not([hidden]), textarea, a[href]")]
    .filter(each => each.offsetParent && !each.closest(".bubble"))
    .map(each => each.getBoundingClientRect())
    .some(box => box.height < 43.5 || box.width < 43.5)"""
HAS_FOCUS = "() => document.activeElement !== document.body"


def frame_of(customer: Customer) -> Frame:
    return next(frame for frame in customer.page.frames if "/widget" in frame.url)


def test_an_answer_that_did_not_help_asks_why(baton: Installation, new_page: NewPage, keep_screenshot: Keep) -> None:
    customer = Customer(new_page(reduced_motion="reduce", **PHONE), baton)
    customer.open_widget()
    frame_of(customer).wait_for_function(NOTHING_SMALL)  # a finger hits everything on the first page
    customer.say("Which payment methods do you accept?")
    customer.sees(re.compile("Mastercard"))
    expect(customer.chat.get_by_role("button", name="Talk to a person")).to_have_count(1)
    customer.press("No, this did not help")
    reasons = customer.chat.get_by_role("group", name="What was missing?")
    expect(reasons.get_by_role("button")).to_have_count(4)
    frame_of(customer).wait_for_function(HAS_FOCUS)
    assert violations(frame_of(customer)) == []
    frame_of(customer).wait_for_function(NOTHING_SMALL)
    keep_screenshot(customer.page, "why")
    with customer.page.expect_request(re.compile("feedback$")) as sent:
        reasons.get_by_role("button", name="Not complete").click()
    assert sent.value.post_data_json == {"helpful": False, "reason": "incomplete"}
    expect(customer.chat.get_by_text("Ask in other words, or talk to a person.")).to_be_visible()
    frame_of(customer).wait_for_function(HAS_FOCUS)
    customer.page.reload()
    expect(customer.chat.get_by_text("Ask in other words, or talk to a person.")).to_be_visible(timeout=20_000)


def test_suggestions_come_back_with_the_assistant_and_nobody_is_one_card(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    customer = Customer(new_page(reduced_motion="reduce"), baton)
    customer.open_widget()
    expect(customer.chat.get_by_role("list", name="For example")).to_be_visible(timeout=30_000)
    customer.press("Talk to a person")
    card = customer.chat.get_by_role("region", name=re.compile("Nobody is here|You are waiting"))
    expect(card).to_be_visible()
    keep_screenshot(customer.page, "waiting")
    frame_of(customer).wait_for_function(HAS_FOCUS)  # the button that was pressed is gone
    customer.press(re.compile("Back to the assistant|Cancel waiting"))
    chips = customer.chat.get_by_role("list", name="For example").get_by_role("button")
    expect(chips.first).to_be_visible()
    frame_of(customer).wait_for_function(HAS_FOCUS)
    chips.first.click()
    expect(chips).to_have_count(0)


def test_emojis_and_the_conversation_as_a_file(baton: Installation, new_page: NewPage) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    box = customer.chat.get_by_label("Your message")
    box.fill("Thank you")
    customer.press("Insert an emoji")
    emojis = customer.chat.get_by_role("group", name="Insert an emoji")
    assert violations(frame_of(customer)) == []
    customer.page.keyboard.press("Escape")
    expect(emojis).to_have_count(0)
    expect(box).to_be_visible()
    customer.press("Insert an emoji")
    emojis.get_by_role("button", name="🙏").click()
    expect(box).to_have_value("Thank you🙏")
    expect(box).to_be_focused()
    box.press("Enter")
    expect(customer.log.get_by_text("Thank you🙏")).to_be_visible()
    customer.press("More options")
    with customer.page.expect_download() as saved:
        customer.press("Download this conversation")
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "Thank you🙏" in text
    assert "Wren & Wheel" in text


def test_it_is_offline_at_once_and_a_reply_is_counted_in_the_title(baton: Installation, new_page: NewPage) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say("Which payment methods do you accept?")
    customer.sees(re.compile("Mastercard"))
    customer.page.context.set_offline(True)
    expect(customer.chat.get_by_text(re.compile("You are offline"))).to_be_visible(timeout=3_000)
    customer.page.context.set_offline(False)
    expect(customer.chat.get_by_text(re.compile("You are offline"))).to_have_count(0)
    token = frame_of(customer).evaluate("JSON.parse(localStorage.getItem('baton.conversation')).token")
    title = customer.page.title()
    customer.press("Close chat")
    message = {"client_message_id": "elsewhere", "text": "Do you deliver to the United States?"}
    baton.call("POST", f"/conversations/{customer.conversation_id}/messages", message, token)
    expect(customer.page).to_have_title(re.compile(r"^\(1\) " + re.escape(title)), timeout=20_000)
    customer.page.locator("baton-widget").get_by_role("button").first.click()
    expect(customer.page).to_have_title(title)


def test_the_site_greets_once_on_the_page_that_it_names(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    page = new_page(**PHONE)
    page.goto(baton.shop)
    page.evaluate(
        """() => {
            const script = document.querySelector("script[src*='widget.js']");
            Object.assign(script.dataset, { greeting: "Which frame fits?", greetingAfter: "0", greetingOn: "/frames" });
            document.querySelector("baton-widget").remove();
        }"""
    )
    widget = page.locator("baton-widget")
    greeting = widget.get_by_role("button", name="Which frame fits?")
    expect(widget.get_by_role("button")).to_have_count(1)
    page.evaluate("history.pushState(null, '', '/frames/merlin')")
    expect(greeting).to_be_visible()
    keep_screenshot(page, "greeting")
    widget.get_by_role("button", name="Dismiss").click()
    expect(greeting).to_have_count(0)
    page.evaluate("document.querySelector('baton-widget').remove()")
    expect(widget.get_by_role("button")).to_have_count(1)
    page.evaluate("sessionStorage.removeItem('baton.greeted'); document.querySelector('baton-widget').remove()")
    greeting.click()
    expect(page.frame_locator("baton-widget iframe").get_by_label("Your message")).to_be_visible()
    expect(greeting).to_have_count(0)


def test_it_stays_on_a_page_that_replaces_its_body(baton: Installation, new_page: NewPage) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say("Which payment methods do you accept?")
    customer.sees(re.compile("Mastercard"))
    customer.page.evaluate("document.body.innerHTML = '<h1>Another page</h1>'")
    customer.sees(re.compile("Mastercard"))
    customer.page.evaluate("document.body.replaceWith(document.createElement('body'))")
    customer.sees(re.compile("Mastercard"))
    expect(customer.page.locator("baton-widget")).to_have_count(1)


def test_a_frame_where_it_cannot_work_says_so(baton: Installation, new_page: NewPage) -> None:
    page = new_page()
    page.goto(baton.shop)
    page.evaluate(
        """address => {
            const frame = document.createElement("iframe");
            frame.sandbox = "allow-scripts allow-popups";
            frame.src = address;
            document.body.prepend(frame);
        }""",
        f"{baton.address}/widget",
    )
    inside = page.frame_locator("body > iframe").first
    expect(inside.get_by_text("The chat cannot work inside this frame.")).to_be_visible()
    expect(inside.get_by_role("link", name="Open it in a new tab")).to_have_attribute("href", f"{baton.address}/widget")


def test_a_second_tap_on_talk_to_a_person_keeps_the_place_in_the_queue(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    customer = Customer(new_page(reduced_motion="reduce", **PHONE), baton)
    customer.open_widget()
    ask = customer.chat.get_by_role("button", name="Talk to a person").last
    place = ask.bounding_box()
    assert place is not None
    ask.tap()
    leave = customer.chat.get_by_role("button", name=re.compile("Leave e-mail"))
    expect(leave).to_be_visible()
    customer.page.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(customer.chat.get_by_label("Your e-mail address")).to_be_visible()
    keep_screenshot(customer.page, "tapped-twice")
    customer.press("Cancel")
    customer.press(re.compile("Cancel waiting|Back to the assistant"))
    customer.sees("You are talking with the assistant again.")

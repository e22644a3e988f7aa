"""The typing preview, from both sides, in real browsers."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, Customer
from tests.story.test_accessibility import violations

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]
SWITCH = "Let the agent see what I am typing"


def test_the_agent_sees_unsent_text_only_while_the_customer_allows_it(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say("I would like to speak to a person, please")
    customer.sees(re.compile("colleague"))
    switch = customer.chat.get_by_role("checkbox", name=SWITCH)
    expect(switch).to_have_count(0)
    agent = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    agent.open("console#/inbox")
    agent.go_online()
    agent.accept(customer.conversation_id)
    expect(switch).not_to_be_checked()
    transcript = agent.page.get_by_role("region", name="Transcript")
    box = customer.chat.get_by_label("Your message")
    preview = agent.page.get_by_role("region", name="Typing, not sent yet")

    box.fill("Nobody sees this")
    expect(transcript.get_by_text(re.compile("Customer.* is typing"))).to_be_visible()
    expect(preview).to_have_count(0)
    switch.check()
    expect(preview).to_contain_text("Nobody sees this")  # shown only now, when the customer allows it
    box.fill("")
    expect(preview).to_have_count(0)
    box.press_sequentially("My <b>wheel</b> came bent")
    expect(preview.get_by_text("My <b>wheel</b> came bent", exact=True)).to_be_visible()
    expect(agent.page.get_by_role("log").get_by_text("has joined the conversation")).to_be_in_viewport()
    assert preview.evaluate("each => each.closest('[aria-live], [role=log], [role=status]')") is None
    keep_screenshot(agent.page, "console")
    keep_screenshot(customer.page, "widget")
    widget = next(frame for frame in customer.page.frames if "/widget" in frame.url)
    assert violations(widget) + violations(agent.page) == []
    box.press("Enter")
    agent.sees("My <b>wheel</b> came bent")
    expect(preview).to_have_count(0)

    customer.page.reload()
    expect(switch).to_be_checked()
    box.press_sequentially("And the")
    expect(preview).to_contain_text("And the")
    switch.uncheck()
    expect(preview).to_have_count(0)
    box.press_sequentially(" second too")
    expect(transcript.get_by_text(re.compile("Customer.* is typing"))).to_be_visible()
    expect(preview).to_have_count(0)
    agent.press("Resolve")
    expect(switch).to_have_count(0)

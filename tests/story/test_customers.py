"""Two agents edit one customer record at the same time, with custom fields, in real browsers."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.story.installation import Installation
from tests.story.people import Colleague, Customer

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]


def test_two_people_edit_a_customer_record_at_the_same_time(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    sam = Colleague(new_page(), baton, baton.sign_ins("supervisor")[0])
    sam.open("console#/customer-fields")
    sam.press("Add a field")
    sam.page.get_by_label("Field name").fill("Bicycle")
    sam.page.get_by_label("Type").select_option("Choice")
    sam.page.get_by_label("Choices, one per line").fill("Heron\nKestrel\n")
    sam.press("Add a field")
    sam.page.get_by_label("Field name").last.fill("Since")
    sam.page.get_by_label("Type").last.select_option("Date")
    sam.press("Save")
    sam.sees("Saved.")
    keep_screenshot(sam.page, "fields")

    customer = Customer(new_page(), baton)
    customer.open_widget()
    customer.say("I would like to speak to a person, please")
    customer.sees(re.compile("colleague"))
    agent = Colleague(new_page(), baton, baton.sign_ins("agent")[0])
    agent.open("console#/inbox")
    agent.go_online()
    agent.accept(customer.conversation_id)
    sam.page.goto(f"{baton.address}/console#/all/{customer.conversation_id}")
    of_agent = agent.page.get_by_role("complementary", name="Customer")
    of_supervisor = sam.page.get_by_role("complementary", name="Customer")

    email = of_agent.get_by_label("E-mail")
    email.fill("nobody")
    email.press("Enter")
    expect(of_agent.get_by_role("alert").filter(has_text="email is not an e-mail address")).to_be_visible()
    expect(email).to_have_attribute("aria-invalid", "true")
    email.press("Escape")
    expect(email).to_have_value("")
    email.fill("mara@example.com")
    email.press("Enter")
    expect(of_agent.get_by_text("✓ Saved")).to_be_visible()
    expect(of_supervisor.get_by_label("E-mail")).to_have_value("mara@example.com", timeout=20_000)
    of_agent.get_by_label("Bicycle").select_option("Heron")
    expect(of_supervisor.get_by_label("Bicycle")).to_have_value("Heron", timeout=20_000)

    since = of_agent.get_by_label("Since")
    since.fill("2024-05-01")
    since.press("Enter")
    expect(of_supervisor.get_by_label("Since")).to_have_value("2024-05-01", timeout=20_000)
    since.focus()
    since.press("Backspace")
    of_agent.get_by_label("Phone").focus()
    expect(of_agent.get_by_text("This date is incomplete")).to_be_visible()
    since.press("Escape")
    expect(since).to_have_value("2024-05-01")

    of_supervisor.get_by_label("Company").fill("Wr")
    of_supervisor.get_by_label("Phone").focus()
    expect(of_agent.get_by_label("Company")).to_have_value("Wr", timeout=20_000)
    company = of_supervisor.get_by_label("Company")
    company.fill("Wren")
    of_agent.get_by_label("Company").fill("Heron Ltd")  # the agent saves first while the supervisor is still typing
    of_agent.get_by_label("Company").press("Enter")
    expect(of_supervisor.get_by_text(re.compile("Last changed by " + re.escape(name_of(agent))))).to_be_visible(
        timeout=20_000
    )
    company.press("Enter")
    collision = of_supervisor.get_by_role("alert").filter(has_text="has changed this to: Heron Ltd")
    expect(collision).to_be_visible()
    keep_screenshot(sam.page, "collision")
    of_supervisor.get_by_role("button", name="Save mine").click()
    expect(of_agent.get_by_label("Company")).to_have_value("Wren", timeout=20_000)

    of_agent.get_by_label("New note about the customer").fill("Prefers mornings")
    of_agent.get_by_role("button", name="Add customer note").click()
    expect(of_supervisor.get_by_text("Prefers mornings")).to_be_visible(timeout=20_000)
    expect(of_agent.get_by_label("New note about the customer")).to_have_value("")
    of_agent.get_by_role("button", name=re.compile("^Edit")).click()
    box = of_agent.get_by_label(re.compile("^Note from"))
    expect(box).to_be_focused()
    box.fill("Prefers afternoons")
    box.press("Control+Enter")
    expect(of_supervisor.get_by_text("Prefers afternoons")).to_be_visible(timeout=20_000)
    keep_screenshot(agent.page, "panel")
    of_supervisor.get_by_role("button", name=re.compile("^Delete")).click()
    of_supervisor.get_by_role("button", name="Delete permanently").click()
    expect(of_agent.get_by_text("Prefers afternoons")).to_have_count(0, timeout=20_000)

    fields = sam.call("GET", "/customer-fields")
    sam.call("PUT", "/customer-fields", {"version": fields["version"], "customer_fields": []})
    agent.press("Resolve")


def name_of(colleague: Colleague) -> str:
    return str(colleague.call("GET", "/me")["name"])

"""The six parts of the story, in real browsers."""

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from redis import Redis

from tests.story.installation import Installation
from tests.story.people import Colleague, Customer

NewPage = Callable[..., Page]
Keep = Callable[[Page, str], Path]
PLACE = re.compile(r"position in the queue|You are next|Nobody is here", re.IGNORECASE)


@pytest.fixture
def customer(new_page: NewPage, baton: Installation) -> Customer:
    someone = Customer(new_page(), baton)
    someone.open_widget()
    return someone


@pytest.fixture
def agent(new_page: NewPage, baton: Installation) -> Colleague:
    return _agent(new_page, baton, 0)


def _agent(new_page: NewPage, baton: Installation, number: int) -> Colleague:
    someone = Colleague(new_page(), baton, baton.sign_ins("agent")[number])
    someone.open("console")
    someone.go_online()
    return someone


def test_1_one_command_sets_everything_up_and_prints_the_addresses(
    baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    roles = {role: len(baton.sign_ins(role)) for role in ("agent", "editor", "supervisor", "admin")}
    assert roles["agent"] >= 2
    assert min(roles.values()) >= 1
    health = baton.call("GET", "/health")
    assert {health[part] for part in ("status", "database", "redis", "bot", "knowledge")} == {"ok"}
    page = new_page()
    for name, address in (("console", "/console"), ("editor", "/editor")):
        page.goto(baton.address + address)
        expect(page.get_by_label("E-mail")).to_be_visible()
        keep_screenshot(page, name)
    page.goto(baton.shop)
    expect(page.locator("baton-widget").get_by_role("button").first).to_be_visible()
    keep_screenshot(page, "shop")


def test_2_a_routine_question_is_answered_with_its_source_and_an_order_is_found(
    customer: Customer, keep_screenshot: Keep
) -> None:
    customer.say("How long does a refund to my credit card take?")
    customer.sees(re.compile(r"3–5 working days"))
    expect(customer.log.locator(".message-bot .byline-name").last).to_have_text("Wren & Wheel")
    source = customer.log.get_by_role("link").last
    with customer.page.context.expect_page() as opened:
        source.click()
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    assert "/help/" in opened.value.url
    keep_screenshot(customer.page, "answer")

    customer.say("where is my order?")
    customer.sees(re.compile("number", re.IGNORECASE))
    customer.say("12")
    customer.sees(re.compile("five digits|WW-", re.IGNORECASE))
    customer.say("ww48213")
    customer.sees(re.compile("e-mail", re.IGNORECASE))
    customer.say("mara@example.com")
    customer.sees(re.compile("WW-48213.*on its way"))
    keep_screenshot(customer.page, "order")


def test_3_a_question_without_an_article_gets_no_firm_answer_and_a_request_for_a_person_is_queued(
    customer: Customer, baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    customer.say("does the Kestrel frame fit into the boot of a 2014 Skoda Fabia with the seats up?")
    customer.sees(re.compile("not sure|I think this is it", re.IGNORECASE))
    keep_screenshot(customer.page, "unsure")
    customer.press("Talk to a person")
    customer.sees_around(PLACE)
    keep_screenshot(customer.page, "queued")
    customer.press(re.compile("Cancel waiting|Back to the assistant"))
    customer.sees(re.compile("bot again|assistant", re.IGNORECASE))

    someone = Customer(new_page(), baton)
    someone.open_widget()
    someone.say("put me through to a real person please")
    someone.sees_around(PLACE)

    pressing = Customer(new_page(viewport={"width": 360, "height": 740}, color_scheme="dark"), baton)
    pressing.open_widget()
    pressing.press("Talk to a person")
    pressing.sees_around(PLACE)
    keep_screenshot(pressing.page, "phone")


def test_4_an_agent_takes_over_and_nothing_is_lost_or_doubled(
    customer: Customer, agent: Colleague, baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    customer.say("my question is number 4711, and I want to talk to a human")
    customer.sees_around(PLACE)
    agent.sees("Asked for a person")
    other = _agent(new_page, baton, 1)
    waiting = re.compile("4711")
    for someone in (agent, other):
        _open_waiting(someone, waiting)
    agent.press("Accept")
    customer.sees(re.compile("has joined"))
    brief = agent.page.get_by_role("region", name="Brief")
    brief.get_by_role("button", name="Show the whole brief").click()
    expect(brief).to_contain_text("Dialogue rule: my question is number 4711")
    keep_screenshot(agent.page, "accepted")

    agent.page.get_by_label("Reply to the customer").fill("Hello, this is Ines")
    agent.page.keyboard.press("Enter")
    customer.sees("Hello, this is Ines")
    customer.say("good to meet you")
    agent.sees("good to meet you")

    for page in (customer.page, agent.page):
        page.reload()
    customer.page.locator("baton-widget").wait_for(state="attached")
    _reopen(customer)
    for text in ("Hello, this is Ines", "good to meet you"):
        expect(customer.log.get_by_text(text, exact=True)).to_have_count(1)
    agent.sees("good to meet you")
    expect(agent.page.get_by_role("log").get_by_text("good to meet you", exact=True)).to_have_count(1)
    keep_screenshot(customer.page, "customer")

    agent.press(re.compile("^Resolve"))
    customer.sees_around("How was the conversation?")
    customer.chat.get_by_label("4 of 5, good").check(force=True)
    customer.sees_around("Thank you for your rating")  # the stars are stored as they are chosen
    customer.press("Send rating")
    expect(customer.chat.get_by_role("button", name="Send rating")).to_have_count(0)
    keep_screenshot(customer.page, "rating")


def test_5_an_edit_is_answered_from_within_two_seconds_of_its_publication(
    customer: Customer, baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    question = "my password reset link has expired, how long is it valid?"
    customer.say(question)
    customer.sees(re.compile("45 minutes"))
    editor = Colleague(new_page(), baton, baton.sign_ins("editor")[0])
    editor.open("editor")
    editor.page.get_by_label("Search", exact=True).fill("password")
    editor.page.get_by_role("link", name=re.compile("password", re.IGNORECASE)).first.click()
    body = editor.page.get_by_role("textbox", name="Text", exact=True)
    expect(body).to_contain_text("45 minutes")
    text = body.inner_text()
    assert "45 minutes" in text
    body.fill(text.replace("45 minutes", "53 minutes"))
    editor.page.get_by_label("Question").fill(question)
    editor.page.get_by_role("button", name="Ask", exact=True).click()
    editor.sees(re.compile("53 minutes"))
    keep_screenshot(editor.page, "before-publishing")
    editor.press("Publish")
    editor.sees("Published. The bot uses this version now.")
    later = Customer(new_page(), baton)
    later.open_widget()
    later.say(question)
    later.sees(re.compile("53 minutes"))
    keep_screenshot(later.page, "after-publishing")


def test_6_without_the_bot_people_take_over_and_without_redis_it_goes_on(
    customer: Customer, baton: Installation, new_page: NewPage, keep_screenshot: Keep
) -> None:
    Redis(unix_socket_path=baton.redis_socket()).flushall()
    customer.say("How long does a refund to my credit card take?")
    customer.sees(re.compile(r"3–5 working days"))
    for process in baton.processes("bot.serve"):
        os.kill(process, signal.SIGKILL)
    customer.say("and on saturdays?")
    customer.sees(re.compile("cannot answer right now"))
    customer.sees_around(PLACE)
    keep_screenshot(customer.page, "bot-gone")
    baton.wait_for("is ready", 120)
    later = Customer(new_page(), baton)
    later.open_widget()
    later.say("hello")
    later.sees(re.compile("Wren & Wheel|help", re.IGNORECASE))


def _open_waiting(someone: Colleague, words: re.Pattern[str]) -> None:
    """Opens the waiting conversation that contains the words."""
    someone.page.get_by_role("link", name=re.compile("Asked for a person")).last.click()
    someone.sees(words)


def _reopen(customer: Customer) -> None:
    if not customer.chat.get_by_label("Your message").is_visible():
        customer.page.locator("baton-widget").get_by_role("button").first.click()
    expect(customer.chat.get_by_label("Your message")).to_be_visible()

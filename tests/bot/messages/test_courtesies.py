"""Words of courtesy beside a question change nothing: the question goes to the articles and calls nobody."""

from __future__ import annotations

import pytest

from bot.messages.courtesies import is_courtesy, matter_of
from tests.bot.process import BotProcess

QUESTIONS = """
How do I reset my password? Please
How do I reset my password? Please.
Please! Do you deliver to Malta?
Good morning! Do you deliver to Malta? Thanks!
Can I pay in instalments? Thank you in advance.
Hi there. What tyre pressure does the Swift need? Best regards, Tom
Dear team, how long is the warranty on the frame? Kind regards, Anna Peters
Sorry to bother you. Can the Merlin battery be taken out?
Is the workshop open on Saturday? Have a nice day!
thank you, but can I also pay by card?
ok, and how long does delivery take?
Hello! I hope you are well. Could you tell me how to wash the rain jacket? Many thanks
what size do I need? pls
Excuse me. Do I have to pay customs in Norway? Any help would be appreciated.
Do you sell child seats? Pretty please
""".strip().splitlines()
REQUESTS = ["Please. I need a human.", "Hi, can I talk to somebody? Thanks", "Hello. A real person, please. Thanks!"]
COURTESIES = [
    "Please",
    "Thanks in advance for your help!",
    "Kind regards, Tom",
    "Hello there team",
    "Sorry to bother you",
]
MATTERS = [
    "help please",
    "agent please",
    "Hi, are you there?",
    "the team",
    "thanks for nothing at all, where is my parcel",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_with_courtesies_goes_to_the_articles(bot: BotProcess, text: str) -> None:
    assert bot.turn(text)["steps"] == [{"effect": "ask_knowledge"}]


@pytest.mark.parametrize("text", REQUESTS)
def test_a_request_for_a_person_with_courtesies_is_recognised(bot: BotProcess, text: str) -> None:
    assert bot.turn(text)["intent"]["name"] == "ask_person"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("hello, how are you?", "smalltalk"),
        ("Hi! Are you a bot?", "is_bot"),
        ("Hello. What can you do?", "capabilities"),
        ("good evening to all of you", "greet"),
    ],
)
def test_talk_with_a_greeting_keeps_its_own_reply(bot: BotProcess, text: str, intent: str) -> None:
    assert bot.turn(text)["intent"]["name"] == intent


@pytest.mark.parametrize("text", ["can i bring my dog?", "can I bring my dog"])
def test_a_question_that_sounds_like_a_story_is_no_talk_about_the_bot(base_bot: BotProcess, text: str) -> None:
    assert base_bot.turn(text)["steps"] == [{"effect": "ask_knowledge"}]


@pytest.mark.parametrize("text", COURTESIES)
def test_a_courtesy_is_recognised(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", MATTERS)
def test_a_message_that_says_more_is_not_a_courtesy(text: str) -> None:
    assert not is_courtesy(text)


def test_the_rest_without_courtesies_is_the_matter() -> None:
    assert matter_of("Good morning! Do you deliver to Malta? Thanks!") == "Do you deliver to Malta?"
    assert matter_of("thanks, bye") == ""


def test_long_and_hostile_texts_are_processed_quickly() -> None:
    for unit in ("dear ", "ok ", "thanks so much ", "hello there ", "please. ", "sorry to bother "):
        matter_of((unit * 2_000)[:2_000] + " x")

"""A few words or signs get their own reply, whatever a classifier would return for them, and call nobody."""

from __future__ import annotations

import pytest

from bot.messages.short_messages import is_rubbish, meaning_of
from tests.bot.process import BotProcess

MEANINGS = {
    "okay": ["ok", "OKAY!", "k", "alright then", "got it", "I see", "👍", "👍🏽", "👌👌"],
    "affirm": ["yes", "Yesss", "yep", "sure", "go ahead", "ja"],
    "deny": ["no", "nooo", "nope", "no thanks"],
    "pardon": ["?", "???", "!", "what?", "Huh?", "pardon", "what do you mean?", "I don't understand", "come again?"],
    "hold_on": [
        "hmm",
        "hmmmm",
        "...",
        "…",
        "wait",
        "one moment please",
        "hold on a sec",
        "let me check",
        "uh",
        "maybe",
    ],
    "react": ["🙂", ":)", ":-)", "😂", "🚲"],
    "thanks": ["🙏", "❤️"],
    "not_helped": ["👎", "😡"],
    "a_number": ["7", "123 456", "+32 470 11 22 33", "#9"],
}
MORE = [
    "ok but where is my parcel",
    "what does it cost?",
    "yes or no?",
    "wait for how long?",
    "where",
    "no bell in the box",
]
RUBBISH = ["asdfgh", "qwertz uiop", "sdfsdf", "zzzz", "x", "1234", "lkjhg", "fghfgh", "hfjdk jfkd", "\u2026"]
WORDS = ["too big", "property", "kaputt", "ugly", "hässlich", "не подошло", "poor quality", "treat", "it wobbles"]
SMALL = [text for group, texts in MEANINGS.items() if group != "not_helped" for text in texts]


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning in MEANINGS for text in MEANINGS[meaning]])
def test_a_short_message_has_its_usual_meaning(meaning: str, text: str) -> None:
    assert meaning_of(text) == meaning


@pytest.mark.parametrize("text", MORE)
def test_a_longer_message_is_left_to_the_classifier(text: str) -> None:
    assert meaning_of(text) is None


@pytest.mark.parametrize("text", SMALL)
def test_a_short_message_is_answered_and_calls_nobody(bot: BotProcess, text: str) -> None:
    steps = bot.turn(text)["steps"]
    assert steps, text
    assert all("text" in step for step in steps), steps


@pytest.mark.parametrize("text", RUBBISH)
def test_random_keys_are_not_words(text: str) -> None:
    assert is_rubbish(text)


@pytest.mark.parametrize("text", WORDS)
def test_words_of_any_language_are_words(text: str) -> None:
    assert not is_rubbish(text)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("good evening to you all", "greet"),
        ("have a good weekend, bye", "goodbye"),
        ("are you human?", "is_bot"),
        ("is this a real person?", "is_bot"),
        ("are you an AI or somebody real", "is_bot"),
        ("what can you help me with?", "capabilities"),
        ("how can you help me?", "capabilities"),
        ("great, that's what I needed to know", "thanks"),
        ("ah ok I understand now", "okay"),
        ("can you explain that?", "pardon"),
        ("Last summer we cycled along the Danube, three weeks in a tent, and my father came along.", "telling"),
        ("So I was at my sister's place, she has a new puppy, and we sat in the garden all day.", "telling"),
    ],
)
def test_small_talk_is_the_same_for_every_company(bot: BotProcess, text: str, intent: str) -> None:
    answer = bot.turn(text)
    assert answer["intent"]["name"] == intent
    assert all("effect" not in step for step in answer["steps"])


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday I rode along the river and my chain fell off three times, it was really annoying.",
        "I bought a Heron in spring and since last week the front light flickers whenever it rains.",
    ],
)
def test_a_story_with_a_problem_goes_to_the_articles(bot: BotProcess, text: str) -> None:
    assert bot.turn(text)["steps"] == [{"effect": "ask_knowledge"}]


def test_long_and_hostile_texts_are_processed_quickly() -> None:
    for unit in ("hm ", "ok ", "wait ", "a", "asdf", "so "):
        text = (unit * 2_000)[:2_000]
        meaning_of(text)
        is_rubbish(text)

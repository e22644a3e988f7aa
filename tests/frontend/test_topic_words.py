"""What conversations are about is told in words wherever people read it."""

from collections.abc import Iterator

import pytest
import yaml

from chat.turns.topics import NO_TOPICS
from tests.story.installation import ROOT

WORDS = ROOT / "frontend" / "console" / "messages" / "topics"


def understood() -> Iterator[str]:
    """The intents with examples: what the bot can take a message for."""
    for path in (ROOT / "training_data").glob("**/nlu/en/**/*.yml"):
        for each in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", ()):
            if "intent" in each:
                yield each["intent"].split("/")[0]


@pytest.mark.parametrize("language", ["en", "de", "nl", "fr"])
def test_every_topic_of_the_bot_has_words(language: str) -> None:
    text, topics = (WORDS / f"{language}.ts").read_text(encoding="utf-8"), {*understood()} - NO_TOPICS
    assert len(topics) > 30
    assert [topic for topic in sorted(topics) if f"  topic_{topic}: " not in text] == []

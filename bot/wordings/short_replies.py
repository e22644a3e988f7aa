"""What the bot says in languages that it does not speak fully: few sentences, and honest about it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "short_replies.yml"

# Responses that share a sentence in these languages.
_SAID_AS = {
    **dict.fromkeys(("utter_affirm", "utter_deny", "utter_stopped", "utter_nothing_to_stop"), "utter_okay"),
    **dict.fromkeys(("utter_react", "utter_hold_on"), "utter_okay"),
    **dict.fromkeys(("utter_is_bot", "utter_pardon", "utter_smalltalk"), "utter_capabilities"),
}
_WITH_PERSON = frozenset({"utter_capabilities"})
PERSON_PAYLOAD = "I would like to talk to a person"


def short_reply(response: str, language: str) -> dict[str, Any] | None:
    """The text and the buttons of a response in this language; None if it has none of its own."""
    texts = all_short_replies().get(language, {})
    name = _SAID_AS.get(response, response)
    if name not in texts:
        return None
    buttons = [{"title": texts["person"], "payload": PERSON_PAYLOAD}] if name in _WITH_PERSON else []
    return {"text": texts[name], "buttons": buttons}


@cache
def all_short_replies() -> Mapping[str, Mapping[str, str]]:
    """Language -> response -> text, read once."""
    with FILE.open(encoding="utf-8") as file:
        found: dict[str, dict[str, str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 (it makes only strings)
    return found

"""The bot's own stories, on a really trained model, turn by turn, with the state carried as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from bot.packs.material import Material
from bot.packs.merge import merge
from tests.bot.process import ROOT, Answer, BotProcess
from tests.bot.training import DATA, SHOP

STORIES = [
    story
    for file in sorted((SHOP / "stories").glob("*.yml"))
    for story in yaml.safe_load(file.read_text(encoding="utf-8"))
]
BASE_STORIES = yaml.safe_load((DATA / "base" / "stories" / "talk.yml").read_text(encoding="utf-8"))
ALONE_STORIES = yaml.safe_load((DATA / "base" / "stories" / "alone.yml").read_text(encoding="utf-8"))
BASE_RESPONSES = merge(Material(DATA), ROOT / "bot" / "config.yml").domain["responses"]
MERGED = merge(Material(DATA, (SHOP,)), ROOT / "bot" / "config.yml")
Responses = Mapping[str, list[dict[str, Any]]]
RESPONSES: Responses = MERGED.domain["responses"]


@pytest.mark.parametrize("story", [*STORIES, *BASE_STORIES], ids=lambda story: str(story["story"]))
def test_the_bot_follows_its_story(bot: BotProcess, story: dict[str, Any]) -> None:
    _follow(bot, story, RESPONSES)


@pytest.mark.parametrize("story", [*BASE_STORIES, *ALONE_STORIES], ids=lambda story: str(story["story"]))
def test_the_base_follows_its_stories_without_a_pack(base_bot: BotProcess, story: dict[str, Any]) -> None:
    _follow(base_bot, story, BASE_RESPONSES)


def _follow(bot: BotProcess, story: dict[str, Any], responses: Responses) -> None:
    state: object = None
    for number, turn in enumerate(story["turns"]):
        answer = _take(bot, turn, state, message_id=f"{story['story']} {number}"[:128])
        where = f"turn {number}: {turn.get('say') or turn.get('tell')!r} gave {json.dumps(answer.get('steps'))}"
        assert answer.status == 200, (where, answer)
        _matches(turn["steps"], answer["steps"], where, responses)
        for key in ("form", "intent"):
            if key in turn:
                found = answer["intent"]["name"] if key == "intent" else answer["form"]
                assert found == turn[key], f"{where}: {key} is {found}"
        state = json.loads(json.dumps(answer["state"]))


def _take(bot: BotProcess, turn: Mapping[str, Any], state: object, message_id: str) -> Answer:
    if "say" in turn:
        return bot.turn(turn["say"], state, message_id, turn.get("slots"))
    ((name, entities),) = turn["tell"].items()
    return bot.tell(name, entities, state, message_id, turn.get("slots"))


def _matches(expected: list[dict[str, Any]], steps: list[dict[str, Any]], where: str, responses: Responses) -> None:
    assert len(steps) == len(expected), where
    for wanted, step in zip(expected, steps, strict=True):
        if "says" in wanted:
            assert _is_said(responses[wanted["says"]], step.get("text", "")), f"{where}: not {wanted['says']}"
            values = [str(value) for key, value in wanted.items() if key != "says"]
            assert all(value in step["text"] for value in values), f"{where}: {values} not in it"
        else:
            assert {key: step.get(key) for key in wanted} == wanted, where


def _is_said(variations: list[dict[str, Any]], text: str) -> bool:
    """Whether `text` is one of the variations, with any text in place of the slots."""
    return any(re.fullmatch(_pattern(v["text"]), text) for v in variations if "text" in v)


def _pattern(template: str) -> str:
    parts = re.split(r"\{\w+\}", template.strip())
    # An unset slot is empty, and an empty end leaves no space.
    return r"\s*.*?\s*".join(re.escape(part.strip()) for part in parts)


def test_every_response_is_used() -> None:
    used = {step.get("action") for rule in MERGED.rules for step in rule["steps"]}
    asked = {name for name in RESPONSES if name.startswith("utter_ask_") and name != "utter_ask_knowledge"}
    assert RESPONSES.keys() - used == asked | {"utter_leave_contact"}  # the shop has a form instead

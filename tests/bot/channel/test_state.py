"""The state cut: what a conversation does next depends only on its head and its last turn."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.bot.process import ROOT, Encode
from tests.bot.training import write_vectors

# ruff: noqa: E501  (a table of sentences)
SAID = [
    "where is my order?", "I want to return my order", "please write me an e-mail when you know more", "WW-48213",
    "48214", "not WW-48213 but WW-48215", "123", "jane@example.com", "jane@", "actually bob@example.org", "It does not fit",
    "stop", "cancel", "human please", "yes", "no", "thank you", "that did not help", "are you a bot?", "hello", "bye",
    "ok", "wait", "?", "asdfgh", "the reason is wrong", "no, the other one", "sorry, it is WW-48231", "I'd rather keep it",
    "can I send it back?", "WW-48213, how much does express cost?", "my battery is smoking", "I don't have the number",
    "how long does delivery take?", "what is the capital of Peru?", "qwertz uiop", "you stupid piece of crap",
    "the fork broke while I was riding and I am injured", "my note is about the bell", "where is my order WW-50000, x@y.org",
]  # fmt: skip
CONVERSATIONS, TURNS = 20, 20


@pytest.fixture(scope="module")
def report(python: str, model: Path, encode: Encode, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What `in_rasa.py` found in Rasa's environment; its last line is the report."""
    vectors = write_vectors(tmp_path_factory.mktemp("cut") / "vectors.npz", encode, SAID)
    command = [python, "-m", "tests.bot.in_rasa", str(model), str(vectors), str(CONVERSATIONS), str(TURNS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_random_conversations_continue_in_the_same_way_cut_and_uncut(report: dict[str, Any]) -> None:
    found = report["random_cut"]
    assert found["turns"] == CONVERSATIONS * TURNS
    assert found["different"] == []
    assert found["forms"] == 4, "the conversations are too dull to prove anything"


def test_the_state_stays_small(report: dict[str, Any]) -> None:
    assert report["random_cut"]["largest_state_bytes"] < 4_000


def test_a_state_of_another_model_loses_what_this_model_does_not_have(report: dict[str, Any]) -> None:
    assert report["other_model"] == {"form": None, "kept": "jane@example.com"}


def test_errors_that_rasa_hides_fail_the_turn(report: dict[str, Any]) -> None:
    assert report["broken_turns"] == {
        "raising": "an action did nothing",
        "endless": "the turn did not end",
        "silent": "the turn has no steps",
    }


def test_our_runner_answers_like_rasas_own(report: dict[str, Any]) -> None:
    assert report["runners"] == {"turns": CONVERSATIONS * TURNS, "different": []}

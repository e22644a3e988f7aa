"""Evaluation data never trains Baton: no evaluation sentence is in the training data, and no code reads the folder."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.packs.material import Material
from knowledge_base.articles.files import read_folder

ROOT = Path(__file__).parents[3]
TRAINING_DATA = ROOT / "training_data"
JUDGING = ("evaluation", "development")
READ = "replies"  # its tuning halves set weights, but none of its sentences is a training sentence
ROOMS = ("bot", "chat", "staff", "conversations", "handoff", "kit", "knowledge_base", "launcher", "benchmarks")
CALL_WORDS = 3  # "hi", "live agent": there is no other way to say them


def normalised(text: str) -> str:
    """Only the words, in lower case: other capitals, punctuation or spaces do not make a different sentence."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def judging_sentences(folder: str) -> Iterator[str]:
    for path in sorted((TRAINING_DATA / folder).rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (said for said in map(said_in, row.get("turns", ())) if said is not None)
            yield from (row[name] for name in ("question", "text") if name in row)


def said_in(turn: str | dict[str, str]) -> str | None:
    """A turn's text; None if the bot quotes an article, which is named instead."""
    return turn if isinstance(turn, str) else turn.get("text")


def taught_sentences() -> Iterator[str]:
    """Every example of the bot with its entities as plain text, and every title and phrasing of an article."""
    for path in Material(TRAINING_DATA, sorted((TRAINING_DATA / "packs").iterdir())).sentence_files:
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block.get("examples", "").splitlines():
                yield re.sub(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line.removeprefix("- "))
    for row in read_folder(ROOT / "knowledge_base" / "content"):
        assert row.article is not None, row.problem
        yield from (row.article.title, *row.article.questions)


@pytest.fixture(scope="module")
def taught() -> set[str]:
    return {normalised(sentence) for sentence in taught_sentences()}


@pytest.mark.parametrize("folder", [*JUDGING, READ])
def test_no_evaluation_sentence_is_a_training_sentence(folder: str, taught: set[str]) -> None:
    judging = {normalised(sentence) for sentence in judging_sentences(folder)}
    assert len(judging) > 500
    assert len(taught) > 3_000
    assert sorted(each for each in judging & taught if len(each.split()) > CALL_WORDS) == []


@pytest.mark.parametrize("folder", JUDGING)
def test_no_code_names_the_evaluation_folder(folder: str) -> None:
    sources = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    named = re.compile(rf"training_data.{{0,8}}\b{folder}\b|[\"']{folder}[\"'/]")
    assert sources
    assert [str(path.relative_to(ROOT)) for path in sources if named.search(path.read_text(encoding="utf-8"))] == []

"""What judges Baton teaches it nothing: no evaluation sentence is learned from, and no code reads the folder."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from knowledge_base.articles.files import read_folder

ROOT = Path(__file__).parents[2]
TRAINING_DATA = ROOT / "training_data"
JUDGING = ("evaluation", "development")
READ = "replies"  # its tuning halves teach weights, and none of its sentences is taught
ROOMS = ("bot", "chat", "staff", "conversations", "handoff", "kit", "knowledge_base", "launcher", "benchmarks")
CALL_WORDS = 3  # "hi", "live agent": there is no other way to say them


def normalised(text: str) -> str:
    """Words alone, lower case: other capitals, marks or blanks do not make another sentence."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def judging_sentences(folder: str) -> Iterator[str]:
    for path in sorted((TRAINING_DATA / folder).rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (said for said in map(said_in, row.get("turns", ())) if said is not None)
            yield from (row[name] for name in ("question", "text") if name in row)


def said_in(turn: str | dict[str, str]) -> str | None:
    """A turn's words; None where the bot quotes an article, which is named in their place."""
    return turn if isinstance(turn, str) else turn.get("text")


def taught_sentences() -> Iterator[str]:
    """Every example of the bot, its marked entities read as plain words, and every title and phrasing of an article."""
    for path in sorted(path for part in ("nlu", "person_requests") for path in (TRAINING_DATA / part).glob("*.yml")):
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
def test_no_sentence_that_judges_is_among_those_that_teach(folder: str, taught: set[str]) -> None:
    judging = {normalised(sentence) for sentence in judging_sentences(folder)}
    assert len(judging) > 500
    assert len(taught) > 3_000
    assert sorted(each for each in judging & taught if len(each.split()) > CALL_WORDS) == []


@pytest.mark.parametrize("folder", JUDGING)
def test_no_code_names_the_folder_that_judges(folder: str) -> None:
    sources = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    named = re.compile(rf"training_data.{{0,8}}\b{folder}\b|[\"']{folder}[\"'/]")
    assert sources
    assert [str(path.relative_to(ROOT)) for path in sources if named.search(path.read_text(encoding="utf-8"))] == []

"""`python -m bot.evaluation.intents --train F --test F --vectors FILE`: evaluates the NLU pipeline on your sentences.

It trains exactly the pipeline of `config.yml`, so the result holds for real turns. The sentence vectors of both files
come from the application's environment. The milliseconds are Rasa's part of a message, without the encoder.
"""

from __future__ import annotations

from bot.runtime.confinement import StartRefused, check_rasa, confine, refuse

if __name__ == "__main__":
    confine()  # before any import that reads the environment

import argparse
import asyncio
import contextlib
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import bot.tensorflow_stand_in  # noqa: F401  (before rasa)
from bot.evaluation.figures import figures
from bot.evaluation.settings_search import CONFIGURED, Settings, settings_that_suit, with_settings
from bot.intents.vectors import FILE_VARIABLE, VectorMissing, Vectors, read_vectors
from bot.messages.customer_text import neutral
from bot.project import CONFIGURATION

OUT_OF_SCOPE = "out_of_scope"
SAYS_NOTHING = "\u2205"  # replaces an empty text, which Rasa's classifiers do not accept


class BadRows(ValueError):
    """A file that is not JSON Lines of `{"text", "intent"}`."""


@dataclass(frozen=True)
class Row:
    """One sentence. `labelled` distinguishes an intent that is null from a missing one."""

    text: str
    intent: str | None
    labelled: bool


def main() -> None:
    arguments = _arguments()
    try:
        check_rasa()
        train, test = read_rows(arguments.train, labels=True), read_rows(arguments.test, labels=False)
        vectors = read_vectors(arguments.vectors)
        with contextlib.redirect_stdout(sys.stderr):
            rows, told = evaluate(train, test, vectors, thorough=arguments.thorough)
    except (StartRefused, BadRows, VectorMissing, OSError) as error:
        refuse(error)
    if arguments.out:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        arguments.out.write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(json.dumps(told) + "\n" if arguments.json else _readable(told))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bot.evaluation.intents", description="Evaluates the NLU pipeline.")
    parser.add_argument("--train", type=Path, required=True, help="JSON Lines of {text, intent}; null is out of scope")
    parser.add_argument("--test", type=Path, required=True, help="JSON Lines of {text, intent}; intent may be absent")
    parser.add_argument("--vectors", type=Path, required=True, help="text -> vector of all sentences of both files")
    parser.add_argument("--out", type=Path, help="write {text, intent, confidence, in_scope} for each test row")
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output and nothing else")
    parser.add_argument("--thorough", action="store_true", help="search for the best settings for these sentences")
    return parser.parse_args()


def read_rows(path: Path, *, labels: bool) -> list[Row]:
    """Reads the rows of a file. Raises `BadRows` with the line number of an invalid row."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            row = Row(fields["text"], fields.get("intent"), "intent" in fields)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadRows(f"{path.name}, line {number}: not an object with a text") from error
        if not isinstance(row.text, str) or not isinstance(row.intent, str | None) or (labels and not row.labelled):
            raise BadRows(f"{path.name}, line {number}: text must be a string, intent a string or null")
        rows.append(row)
    if labels and len({row.intent for row in rows if row.intent is not None}) < 2:
        raise BadRows(f"{path.name}: at least two intents are needed to train")
    return rows


def evaluate(
    train: Sequence[Row], test: Sequence[Row], vectors: dict[str, Vectors], *, thorough: bool = False
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """An output row for each test row, in order, and the metrics; with `thorough`, also the chosen settings."""
    from bot.runtime.logs import configure_logs

    configure_logs(logging.WARNING)
    missing = [row.text for row in (*train, *test) if row.text not in vectors]
    if missing:
        raise VectorMissing(f"the file of vectors lacks {len(missing)} of the sentences")
    # Rasa gives some characters in intent names a meaning, so foreign intents are numbered during the training.
    names = {f"intent_{i}": name for i, name in enumerate(sorted({r.intent for r in train if r.intent is not None}))}
    started = time.perf_counter()
    settings = _searched(train, vectors, names) if thorough else CONFIGURED
    with tempfile.TemporaryDirectory() as folder:
        archive = _train(train, vectors, names, Path(folder), settings)
        train_seconds = time.perf_counter() - started
        rows, milliseconds = asyncio.run(_predict(archive, test, vectors, names))
    told = figures(test, rows, train_seconds, milliseconds)
    return rows, {**told, "settings": settings} if thorough else told


def _searched(train: Sequence[Row], vectors: dict[str, Vectors], names: dict[str, str]) -> Settings:
    """Chosen with the training rows only."""

    def judge(taught: Sequence[Row], asked: Sequence[Row], settings: Settings) -> list[bool]:
        with tempfile.TemporaryDirectory() as folder:
            archive = _train(taught, vectors, names, Path(folder), settings)
            rows, _ = asyncio.run(_predict(archive, asked, vectors, names))
        return [row["intent"] == truth.intent for row, truth in zip(rows, asked, strict=True)]

    return settings_that_suit(train, [row.intent for row in train], judge)


def _words(text: str) -> str:
    return neutral(text) or SAYS_NOTHING


def _train(
    rows: Sequence[Row], vectors: dict[str, Vectors], names: dict[str, str], folder: Path, settings: Settings
) -> str:
    import rasa.model_training
    from rasa.shared.utils.io import read_model_configuration, write_yaml

    numbers = {name: number for number, name in names.items()}
    examples = [
        {"text": _words(row.text), "intent": OUT_OF_SCOPE if row.intent is None else numbers[row.intent]}
        for row in rows
    ]
    # Rasa's JSON format: in its YAML, brackets in a foreign sentence would be read as an entity.
    (folder / "nlu.json").write_text(json.dumps({"rasa_nlu_data": {"common_examples": examples}}), encoding="utf-8")
    texts = [_words(row.text) for row in rows]
    np.savez(folder / "vectors.npz", texts=np.array(texts), vectors=np.stack([vectors[row.text] for row in rows]))
    os.environ[FILE_VARIABLE] = str(folder / "vectors.npz")
    write_yaml(with_settings(read_model_configuration(CONFIGURATION), settings), folder / "config.yml")
    trained = rasa.model_training.train_nlu(str(folder / "config.yml"), str(folder / "nlu.json"), str(folder))
    if not trained:
        raise StartRefused("Rasa could not train the pipeline; see its messages above")
    return str(trained)


async def _predict(
    archive: str, rows: Sequence[Row], vectors: dict[str, Vectors], names: dict[str, str]
) -> tuple[list[dict[str, Any]], list[float]]:
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    processor = Agent.load(archive).processor
    assert processor is not None
    answers, milliseconds = [], []
    for row in rows:
        started = time.perf_counter()
        message = UserMessage(_words(row.text), metadata={"vector": vectors[row.text]})
        parsed = await processor.parse_message(message)
        milliseconds.append((time.perf_counter() - started) * 1000)
        best = next(intent for intent in parsed["intent_ranking"] if intent["name"] in names)
        answers.append(
            {
                "text": row.text,
                "intent": names[best["name"]],
                "confidence": round(float(best["confidence"]), 6),
                "in_scope": round(float(parsed["in_scope"]), 6),
            }
        )
    return answers, milliseconds


def _readable(told: dict[str, Any]) -> str:
    return "".join(f"{name:<36} {'-' if value is None else value}\n" for name, value in told.items())


if __name__ == "__main__":
    main()

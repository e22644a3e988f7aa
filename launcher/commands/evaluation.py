"""`evaluate` and `benchmark`: the measuring code is in the rooms and in benchmarks; this module prepares the
environment.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from launcher.command_error import CommandError
from launcher.commands.testing import test_environment
from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import become
from launcher.set_up.products import scratch_folder
from launcher.set_up.set_up import EVERYTHING, set_up
from launcher.set_up.training import encode_file


def answers(checkout: Checkout, given: argparse.Namespace) -> int:
    calibrate: list[str | Path] = ["--calibrate", existing(given.calibrate)] if given.calibrate else []
    asked = ("--questions", given.questions)
    _on_articles(checkout, given, "knowledge_base.evaluation.answers", asked, [*calibrate, *_results(given)])


def replies(checkout: Checkout, given: argparse.Namespace) -> int:
    _on_articles(checkout, given, "chat.evaluation.evaluate_replies", ("--questions", given.questions), _results(given))


def follow_ups(checkout: Checkout, given: argparse.Namespace) -> int:
    half: list[str | Path] = ["--half", given.half] if given.half else []
    asked = ("--cases", given.cases)
    _on_articles(checkout, given, "knowledge_base.evaluation.follow_ups", asked, [*half, *_results(given)])


def promise(checkout: Checkout, given: argparse.Namespace) -> int:
    if given.splits < 1:
        raise CommandError(f"--splits must be a number from 1 up, not {given.splits}.")
    flags = ["--without-labels"] * given.without_labels + ["--json"] * given.json
    asked = ("--questions", given.questions)
    _on_articles(checkout, given, "knowledge_base.evaluation.promise", asked, ["--splits", str(given.splits), *flags])


def _on_articles(
    checkout: Checkout, given: argparse.Namespace, module: str, asked: tuple[str, Path], more: Sequence[str | Path]
) -> NoReturn:
    articles = given.articles.resolve()
    if not articles.is_dir():
        raise CommandError(f"there is no folder {given.articles}: name a folder of Markdown articles with --articles.")
    if not 0 < given.promise < 1:
        raise CommandError(f"--promise must be a share of answers between 0 and 1, not {given.promise}.")
    options = ["--articles", articles, asked[0], existing(asked[1]), "--promise", str(given.promise)]
    set_up(checkout, ("app", "encoder"))
    command: Command = [checkout.app_python, "-m", module, *options, *more]
    environment = inherited_environment(checkout, {"BATON_ENCODER": str(checkout.encoder)})
    become(command, environment=environment, folder=checkout.root)


def intents(checkout: Checkout, given: argparse.Namespace) -> int:
    """The application's side encodes the sentences of both files; Rasa's side trains and tests."""
    train, test = existing(given.train), existing(given.test)
    texts = sorted({text for file in (train, test) for text in _texts(file)})
    set_up(checkout, ("app", "rasa", "encoder"))
    scratch = scratch_folder(checkout, "evaluate-intents")
    sentences, vectors = scratch / "texts.jsonl", scratch / "vectors.npz"
    sentences.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    print(f"baton: encoding {len(texts):,} sentences", file=sys.stderr, flush=True)
    asyncio.run(encode_file(checkout, sentences, vectors))
    options: list[str | Path] = ["--train", train, "--test", test, "--vectors", vectors, *_results(given)]
    options += ["--thorough"] if given.thorough else []
    command: Command = [checkout.rasa_python, "-m", "bot.evaluation.intents", *options]
    become(command, environment=inherited_environment(checkout), folder=checkout.root)


def benchmark(checkout: Checkout, given: argparse.Namespace) -> int:
    set_up(checkout, EVERYTHING)
    options = ([given.name] if given.name else []) + ["--runs", str(given.runs), "--seed", str(given.seed)]
    options += ["--json"] * given.json + ["--save"] * given.save + ["--small"] * given.small
    options += ["--page"] * given.page
    command: Command = [checkout.app_python, "-m", "benchmarks", *options]
    become(command, environment=inherited_environment(checkout, test_environment(checkout)), folder=checkout.root)


def sets(checkout: Checkout, given: argparse.Namespace) -> int:
    """Runs each measure as its own command, one after the other: at the same time, they would slow each other down."""
    if not given.sets.is_dir():
        raise CommandError(f"there is no folder {given.sets}: name one with articles/, questions/ and intents/.")
    if given.splits < 1:
        raise CommandError(f"--splits must be a number from 1 up, not {given.splits}.")
    set_up(checkout, ("app", "encoder"))
    kinds = [option for kind in given.only or () for option in ("--kind", kind)]
    options = [*kinds, "--splits", str(given.splits), *["--json"] * given.json, *["--save"] * given.save]
    command: Command = [checkout.app_python, "-m", "benchmarks.quality", given.sets.resolve(), *options]
    become(command, environment=inherited_environment(checkout), folder=checkout.root)


def existing(path: Path) -> Path:
    if not path.is_file():
        raise CommandError(f"there is no file {path}: check its name.")
    return path.resolve()


def _results(given: argparse.Namespace) -> Sequence[str | Path]:
    out: list[str | Path] = ["--out", given.out.resolve()] if given.out else []
    return [*out, *(["--json"] if given.json else [])]


def _texts(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise CommandError(f"{file} is not UTF-8: save it as UTF-8, in JSON Lines format.") from None
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(str(json.loads(line)["text"]))
        except (ValueError, KeyError, TypeError):
            raise CommandError(
                f'{file}, line {number}: each line must be a JSON object with "text"; mend that line.'
            ) from None
    return rows

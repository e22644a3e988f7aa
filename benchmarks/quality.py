"""`./baton evaluate sets DIR`: measures quality on a folder of public sets, each with its own `./baton evaluate`
command.

The folder stays where it is: `articles/NAME/`, `questions/NAME-test.jsonl` (optionally with `-calibrate.jsonl` and
`-hidden-articles.txt`), `intents/NAME-train.jsonl` (with `-test` or `-validation`). The saved result names the commands
with SETS in place of the folder, so that anybody can repeat them.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.saved import circumstances, save
from benchmarks.workspace import ROOT

KINDS = ("answers", "promise", "intents")
SHOWN = (
    "recall_at_1",
    "mrr_at_10",
    "coverage",
    "precision",
    "coverage_at_95_percent_precision",
    "calibration_error",
    "kept",
    "accuracy",
    "auroc",
    "out_of_scope_recall_at_5_percent",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One `./baton evaluate` command; `hidden` names a file with the articles that are left out."""

    name: str
    kind: str
    options: tuple[str, ...]
    hidden: str | None = None

    @property
    def command(self) -> str:
        left_out = f" (SETS/articles without SETS/{self.hidden})" if self.hidden else ""
        return f"./baton evaluate {self.kind} {' '.join(self.options)} --json{left_out}"


def main(arguments: Sequence[str]) -> int:
    given = _arguments(arguments)
    measures = [one for one in measures_of(given.sets, given.splits) if one.kind in (given.kind or KINDS)]
    if not measures:
        print(
            f"quality: {given.sets} contains no set of that kind; `articles/`, `questions/` and `intents/` are "
            "searched."
        )
        return 1
    found: dict[str, Any] = {}
    for measure in measures:
        print(f"quality: {measure.name}", file=sys.stderr, flush=True)
        figures = run(measure, given.sets)
        if figures is None:
            return 1
        found[measure.name] = {"command": measure.command, "figures": figures}
    report = {**circumstances(), "quality": found}
    print(json.dumps(report) if given.json else table(found))
    if given.save:
        print(f"quality: saved {save(report, 'quality').relative_to(ROOT)}", file=sys.stderr)
    return 0


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="baton evaluate sets", description=__doc__)
    parser.add_argument("sets", type=Path)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--splits", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--save", action="store_true")
    return parser.parse_args(arguments)


def measures_of(sets: Path, splits: int) -> list[Measure]:
    """The measures that the folder allows, in a fixed order."""
    return [*_answers(sets), *_promises(sets, splits), *_intents(sets)]


def _answers(sets: Path) -> Iterator[Measure]:
    for name in _names(sets / "questions", "-test.jsonl"):
        if not (sets / "articles" / name).is_dir():
            continue
        options = [f"--articles=SETS/articles/{name}", f"--questions=SETS/questions/{name}-test.jsonl"]
        calibrate, hidden = f"questions/{name}-calibrate.jsonl", f"questions/{name}-hidden-articles.txt"
        labelled = [f"--calibrate=SETS/{calibrate}"] if (sets / calibrate).is_file() else []
        yield Measure(f"answers {name}", "answers", (*options, *labelled))
        if (sets / hidden).is_file():
            yield Measure(f"answers {name}, articles hidden", "answers", (*options, *labelled), hidden)
            yield Measure(f"answers {name}, articles hidden, no labels", "answers", tuple(options), hidden)


def _promises(sets: Path, splits: int) -> Iterator[Measure]:
    for name in _names(sets / "questions", "-calibrate.jsonl"):
        articles, questions = f"--articles=SETS/articles/{name}", f"--questions=SETS/questions/{name}-calibrate.jsonl"
        options = (articles, questions, f"--splits={splits}")
        yield Measure(f"promise {name}", "promise", options)
        yield Measure(f"promise {name}, no labels", "promise", (*options, "--without-labels"))


def _intents(sets: Path) -> Iterator[Measure]:
    for name in _names(sets / "intents", "-train.jsonl"):
        test = next(
            (part for part in ("test", "validation") if (sets / "intents" / f"{name}-{part}.jsonl").is_file()), ""
        )
        if test:
            train, read = f"--train=SETS/intents/{name}-train.jsonl", f"--test=SETS/intents/{name}-{test}.jsonl"
            yield Measure(f"intents {name}", "intents", (train, read))


def _names(folder: Path, ending: str) -> list[str]:
    return sorted(file.name.removesuffix(ending) for file in folder.glob(f"*{ending}"))


def run(measure: Measure, sets: Path) -> dict[str, Any] | None:
    """The command's figures; None if it failed and has printed the reason."""
    with tempfile.TemporaryDirectory(prefix="baton-sets-") as scratch:
        place = _with_hidden(measure, sets, Path(scratch))
        options = [option.replace("SETS/articles", f"{place}/articles") for option in measure.options]
        options = [option.replace("SETS", str(sets)) for option in options]
        command = [str(ROOT / "baton"), "evaluate", measure.kind, *options, "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        return None
    figures: dict[str, Any] = json.loads(done.stdout)
    figures.pop("each", None)
    return figures


def _with_hidden(measure: Measure, sets: Path, scratch: Path) -> Path:
    """The folder of articles: the original, or a copy without the hidden ones."""
    if measure.hidden is None:
        return sets
    hidden = set((sets / measure.hidden).read_text(encoding="utf-8").split())
    name = measure.hidden.removeprefix("questions/").removesuffix("-hidden-articles.txt")
    target = scratch / "articles" / name
    target.mkdir(parents=True)
    for file in (sets / "articles" / name).glob("*.md"):
        if file.stem not in hidden:
            shutil.copy(file, target)
    return scratch


def table(found: dict[str, Any], digits: Callable[[float], str] = "{:.3f}".format) -> str:
    """Markdown: one row per measure, one column per figure."""
    columns = [name for name in SHOWN if any(name in each["figures"] for each in found.values())]
    head = ["measure", *(name.replace("_", " ") for name in columns)]
    rows = [head, ["---"] * len(head)]
    for name, each in found.items():
        values = [each["figures"].get(column) for column in columns]
        rows.append([name, *("" if value is None else digits(value) for value in values)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

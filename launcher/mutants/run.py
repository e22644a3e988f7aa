"""`./baton check --mutants`: a bounded, repeatable mutation run in a temporary copy of the checkout.

Each mutant is run against the tests named for its file. Tests that fail, or do not end in time, have noticed it. A
survivor is a hint where a test is missing, or a fault that changes nothing; somebody has to read it. So the command
fails only if the tests fail without a fault.
"""

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.command_error import CommandError
from launcher.mutants.hot_files import HOT_FILES
from launcher.mutants.mutation import Mutant, mutants_of
from launcher.places import Checkout
from launcher.processes.process_environment import inherited_environment
from launcher.set_up.set_up import set_up

NOT_COPIED = shutil.ignore_patterns(".*", "node_modules", "__pycache__", "results")
LEAST_SECONDS = 30.0
TIMES_AS_LONG = 5  # as the tests took without a fault
NICENESS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    path: str
    mutant: Mutant
    killed: bool

    def __str__(self) -> str:
        return f"{'killed  ' if self.killed else 'SURVIVED'}  {self.path}:{self.mutant.line}  {self.mutant.change}"


def check_mutants(checkout: Checkout, per_file: int, seed: int, only: Sequence[str] = ()) -> int:
    if unknown := set(only) - HOT_FILES.keys():
        raise CommandError(f"{min(unknown)} is not in launcher/mutants/hot_files.py: add it with its tests.")
    hot = {path: tests for path, tests in HOT_FILES.items() if path in only or not only}
    set_up(checkout, ("app", "dev"))  # the tests of the hot files need neither a bot nor a page
    os.nice(NICENESS)
    environment = inherited_environment(checkout)
    judged: list[Judged] = []
    with tempfile.TemporaryDirectory(prefix="baton-mutants-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(checkout.root, tree, ignore=NOT_COPIED)
        for one in measure(tree, hot, checkout.app_python, environment, per_file=per_file, seed=seed):
            print(one, flush=True)
            judged.append(one)
    killed = sum(one.killed for one in judged)
    print(f"{killed} of {len(judged)} mutants killed, in {len(hot)} files (seed {seed})")
    return 0


def measure(
    tree: Path,
    hot: Mapping[str, Sequence[str]],
    python: Path,
    environment: Mapping[str, str],
    *,
    per_file: int,
    seed: int,
) -> Iterator[Judged]:
    """Some mutants of each file, the same ones for the same seed and source. The tree's files are put back."""
    for path, tests in hot.items():
        file = tree / path
        source = file.read_text(encoding="utf-8")
        began = time.monotonic()
        if not _pass(tree, tests, python, environment, None):
            raise CommandError(f"the tests of {path} fail without a fault: run `./baton test {' '.join(tests)}` first.")
        longest = max(LEAST_SECONDS, TIMES_AS_LONG * (time.monotonic() - began))
        for mutant in _chosen(mutants_of(source), per_file, f"{seed} {path}"):
            file.write_text(mutant.source, encoding="utf-8")
            yield Judged(path, mutant, killed=not _pass(tree, tests, python, environment, longest))
        file.write_text(source, encoding="utf-8")


def _chosen(mutants: list[Mutant], count: int, seed: str) -> list[Mutant]:
    chosen = set(random.Random(seed).sample(range(len(mutants)), min(count, len(mutants))))
    return [mutant for number, mutant in enumerate(mutants) if number in chosen]


def _pass(
    tree: Path, tests: Sequence[str], python: Path, environment: Mapping[str, str], seconds: float | None
) -> bool:
    options = ["-x", "-q", "-W", "ignore"]
    process = subprocess.Popen(
        [python, "-B", "-m", "pytest", *options, *tests],
        cwd=tree,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:  # with whatever the tests have started
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

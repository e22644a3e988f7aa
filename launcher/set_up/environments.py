"""The two Python environments, the application's and Rasa's, with exactly the packages in their locks."""

import platform
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import CommandFailed, Listener, run
from launcher.set_up import torch_build
from launcher.set_up.progress import Progress
from launcher.set_up.steps import Step, Tell, hash_of
from launcher.set_up.wheels import pip_options

_NO_INDEX = re.compile(
    r"NewConnectionError|ConnectTimeout|Max retries exceeded|Temporary failure in name resolution"
    r"|Network is unreachable|ProxyError"
)
_NO_FILE = re.compile(r"No matching distribution found for (\S+)")
_NO_SPACE = re.compile(r"No space left on device|Disk quota exceeded")
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


def app_step(checkout: Checkout, progress: Progress) -> Step:
    locks = checkout.root / "requirements"

    async def work(tell: Tell) -> None:
        pip = Pip(checkout, checkout.app_environment, "application-environment")
        await pip.make_environment()
        tell("PyTorch", 0.02)
        requirement = _torch_requirement(locks / "app.in")
        build = await torch_build.choose(requirement, pip, checkout.app_environment)
        if build.warning:
            progress.warn(build.warning)
        await pip.install([*build.arguments])
        await pip.install_locked(locks / "app.lock", tell, start=0.15)

    return Step(
        name="app",
        title="application's Python environment",
        stamp=checkout.app_environment / ".baton-app",
        inputs=lambda: hash_of(locks / "app.in", locks / "app.lock", _standing(checkout.app_python)),
        work=work,
        megabytes=2700,
        fetches=True,
    )


def dev_step(checkout: Checkout) -> Step:
    locks = checkout.root / "requirements"

    async def work(tell: Tell) -> None:
        pip = Pip(checkout, checkout.app_environment, "development-packages")
        await pip.install_locked(locks / "dev.lock", tell)

    return Step(
        name="dev",
        title="packages for tests and checks",
        stamp=checkout.app_environment / ".baton-dev",
        inputs=lambda: hash_of(locks / "dev.lock"),
        work=work,
        needs=("app",),
        megabytes=300,
    )


def rasa_step(checkout: Checkout) -> Step:
    locks = checkout.root / "requirements"

    async def work(tell: Tell) -> None:
        pip = Pip(checkout, checkout.rasa_environment, "rasa-environment")
        await pip.make_environment()
        await pip.install_locked(locks / "rasa.lock", tell, end=0.95)
        # Rasa declares Python < 3.11 but runs on 3.11: see the docs on the bot's environment.
        await pip.install_locked(locks / "rasa-itself.lock", tell, ["--ignore-requires-python"], start=0.95)

    return Step(
        name="rasa",
        title="Rasa's Python environment",
        stamp=checkout.rasa_environment / ".baton-rasa",
        inputs=lambda: hash_of(locks / "rasa.lock", locks / "rasa-itself.lock", _standing(checkout.rasa_python)),
        work=work,
        megabytes=1200,
        fetches=True,
    )


class Pip:
    """pip in one environment. It uses the user's own pip settings (index, proxy, certificates)."""

    def __init__(self, checkout: Checkout, environment: Path, log_name: str) -> None:
        self._checkout = checkout
        self._environment = environment
        self._log = checkout.logs / f"{log_name}.log"

    async def make_environment(self) -> None:
        """Creates a new environment: one that is changed in place would keep packages that the lock no longer names."""
        shutil.rmtree(self._environment, ignore_errors=True)
        self._log.unlink(missing_ok=True)
        command: Command = [sys.executable, "-m", "venv", self._environment]
        await run(command, environment=inherited_environment(self._checkout), folder=self._checkout.root, log=self._log)

    async def install_locked(
        self, lock: Path, tell: Tell, options: Sequence[str] = (), start: float = 0.0, end: float = 1.0
    ) -> None:
        total = max(1, len(_PINNED.findall(lock.read_text(encoding="utf-8"))))
        listen = _count_packages(total, tell, start, end)
        await self.install(
            ["--require-hashes", "--no-deps", *pip_options(platform.machine()), *options, "-r", str(lock)], listen
        )

    async def install(self, arguments: list[str], on_line: Listener = lambda line: None) -> None:
        """Skips byte-compiling: it takes more than half of the time, and most modules are never imported."""
        await self(["install", "--no-compile", *arguments], on_line)

    async def __call__(self, arguments: list[str], on_line: Listener = lambda line: None) -> str:
        command: Command = [
            self._environment / "bin" / "python",
            "-m",
            "pip",
            *arguments,
            "--no-input",
            "--progress-bar=off",
        ]
        environment = inherited_environment(
            self._checkout, {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_REQUIRE_VIRTUALENV": "0"}
        )
        environment.pop("PYTHONPATH")  # otherwise pip could mistake the checkout's folders for installed packages
        try:
            folder = self._checkout.root
            return await run(command, environment=environment, folder=folder, log=self._log, on_line=on_line)
        except CommandFailed as failure:
            raise _explained(failure, self._log) from failure


def _explained(failure: CommandFailed, log: Path) -> CommandFailed:
    if _NO_SPACE.search(failure.tail):
        return CommandFailed(f"the disk is full: free some space and start again (details: {log}).", failure.tail)
    if _NO_INDEX.search(failure.tail):
        sentence = (
            "a package could not be fetched: check the network and pip's index and proxy settings (`pip config "
            f"list`) and start again; packages already downloaded are in pip's cache (details: {log})."
        )
        return CommandFailed(sentence, failure.tail)
    if found := _NO_FILE.search(failure.tail):
        sentence = (
            f"pip's index has no {found[1]} that installs on this machine without a compiler: check the index (`pip "
            f"config list`) and the kind of machine (`uname -m`), and start again (details: {log})."
        )
        return CommandFailed(sentence, failure.tail)
    return failure


def _count_packages(total: int, tell: Tell, start: float, end: float) -> Listener:
    """pip prints "Collecting x" once for each package; the installation after that prints no lines."""
    collected = 0

    def on_line(line: str) -> None:
        nonlocal collected
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied: ")):
            collected += 1
            tell(line.split(" (from")[0], start + (end - start) * 0.7 * min(1.0, collected / total))
        elif line.startswith("Installing collected packages"):
            tell("installing", start + (end - start) * 0.75)

    return on_line


def _torch_requirement(requirements: Path) -> str:
    lines = requirements.read_text(encoding="utf-8").splitlines()
    return next(line.strip() for line in lines if line.startswith("torch=="))


def _standing(python: Path) -> str:
    """An environment must be made again if its interpreter was removed from the machine."""
    return "stands" if python.exists() else "gone"

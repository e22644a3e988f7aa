"""The reference: stock Rasa with TensorFlow, DIET and TED, on the project that `rasa init` creates.

Its environment (2.8 GB) and its model are made when a benchmark first needs them, and kept.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from benchmarks.processes.processes import Started, started
from benchmarks.references.rest_channel import RestChannel
from benchmarks.workspace import Workspace, environment_without_settings
from launcher.locks import set_up_lock
from launcher.places import Checkout
from launcher.processes.child import Command
from launcher.processes.ports import LOOPBACK, free_ports
from launcher.processes.run import run
from launcher.set_up.environments import Pip
from launcher.set_up.progress import Progress
from launcher.set_up.steps import Step, Tell, hash_of, pending, perform

READY_WITHIN_SECONDS = 240.0
_LOCKS = ("stock-rasa.lock", "rasa-itself.lock")


async def prepare(workspace: Workspace) -> None:
    """Makes the environment and trains the starter project, once for each state of the locks."""
    steps = [_environment_step(workspace.checkout), _project_step(workspace.checkout)]
    if pending(steps):
        workspace.say("making stock Rasa's environment and training its starter project (once)")
        with set_up_lock(workspace.checkout.built / "lock"):
            await perform(steps, Progress())


@asynccontextmanager
async def running_stock_rasa(
    workspace: Workspace, session: aiohttp.ClientSession
) -> AsyncIterator[tuple[Started, RestChannel]]:
    """`rasa run` on the starter project, just started; `answers` of the channel says when it answers."""
    port = free_ports(1)[0]
    project = _project(workspace.checkout)
    options: Command = ["--model", "models", "--interface", LOOPBACK, "--port", str(port)]
    command: Command = [_python(workspace.checkout), "-m", "rasa", "run", *options]
    async with started("stock Rasa", command, _environment(project), project) as process:
        yield process, RestChannel(session, [f"http://{LOOPBACK}:{port}"], [process.pid])


@asynccontextmanager
async def answering_stock_rasa(workspace: Workspace, session: aiohttp.ClientSession) -> AsyncIterator[RestChannel]:
    """The same, once it answers."""
    async with running_stock_rasa(workspace, session) as (process, channel):
        await process.until(channel.answers, READY_WITHIN_SECONDS)
        yield channel


def _environment_step(checkout: Checkout) -> Step:
    locks = checkout.root / "requirements"
    folder = _environment_folder(checkout)

    async def work(tell: Tell) -> None:
        pip = Pip(checkout, folder, "stock-rasa-environment")
        await pip.make_environment()
        await pip.install_locked(locks / "stock-rasa.lock", tell, end=0.95)
        await pip.install_locked(locks / "rasa-itself.lock", tell, ["--ignore-requires-python"], start=0.95)

    return Step(
        name="stock-rasa",
        title="stock Rasa's Python environment",
        stamp=folder / ".baton-stock-rasa",
        inputs=lambda: hash_of(*(locks / name for name in _LOCKS)),
        work=work,
    )


def _project_step(checkout: Checkout) -> Step:
    locks = checkout.root / "requirements"
    project = _project(checkout)

    async def work(tell: Tell) -> None:
        tell("rasa init", None)
        project.mkdir(parents=True, exist_ok=True)
        command: Command = [_python(checkout), "-m", "rasa", "init", "--no-prompt", "--init-dir", project]
        log = checkout.logs / "stock-rasa-training.log"
        await run(command, environment=_environment(project), folder=project, log=log)

    return Step(
        name="starter-project",
        title="Rasa's starter project, trained",
        stamp=project / ".baton-starter-project",
        inputs=lambda: hash_of(*(locks / name for name in _LOCKS)),
        work=work,
        needs=("stock-rasa",),
    )


def _environment(project: Path) -> dict[str, str]:
    """As anybody would run it, except that it has its own home and no telemetry, which hangs without a network."""
    return environment_without_settings(RASA_TELEMETRY_ENABLED="false", HOME=str(project))


def _environment_folder(checkout: Checkout) -> Path:
    return checkout.built / "environments" / "stock-rasa"


def _python(checkout: Checkout) -> Path:
    return _environment_folder(checkout) / "bin" / "python"


def _project(checkout: Checkout) -> Path:
    return checkout.cache / "stock-rasa"

"""A complete Baton, started as a user starts it: `./baton up`, with its own data folder and port."""

import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes.processes import CannotMeasure, Started, started
from benchmarks.workspace import Workspace, environment_without_settings
from launcher.places import DataFolder
from launcher.processes.child import Command
from launcher.processes.ports import LOOPBACK, free_ports

COMPLETE_WITHIN_SECONDS = 600.0
STOPS_WITHIN_SECONDS = 30.0
# The default limit for a customer is ten messages in ten seconds; here a conversation writes as fast as it is answered.
NO_LIMITS = {
    "BATON_MESSAGES_PER_10_SECONDS": "0",
    "BATON_CONVERSATIONS_PER_MINUTE": "0",
    "BATON_SOCKETS_PER_MINUTE": "0",
    "BATON_REPLIES_PER_10_SECONDS": "0",
    "BATON_READS_PER_SECOND": "0",
    "BATON_CHANGES_PER_10_SECONDS": "0",
    "BATON_HANDOFFS_PER_10_SECONDS": "0",
    "BATON_CALLS_PER_10_SECONDS": "0",
}
_STARTED = re.compile(r"\| (\S+) started as process (\d+)")


@dataclass(frozen=True)
class RunningBaton:
    process: Started
    data: DataFolder
    address: str

    @property
    def api(self) -> str:
        return f"{self.address}/api/v1"

    async def complete(self) -> float:
        """Waits until the bot answers; returns the seconds since the start."""
        return await self.process.until_it_says("Baton is complete", COMPLETE_WITHIN_SECONDS)

    def process_ids(self) -> dict[str, int]:
        """Every process by its name in the log, including the launcher itself."""
        said = (_STARTED.search(line) for line in self.process.lines)
        return {"launcher": self.process.pid} | {match[1]: int(match[2]) for match in said if match}

    def sign_in(self, role: str) -> dict[str, str]:
        """E-mail and password of the demo's person with this role."""
        for row in json.loads(self.data.sign_ins.read_text(encoding="utf-8")):
            if row["role"] == role:
                return {"email": row["email"], "password": row["password"]}
        raise CannotMeasure(f"the demo has nobody with the role {role}")


@asynccontextmanager
async def running_baton(workspace: Workspace, folder: Path, **settings: str) -> AsyncIterator[RunningBaton]:
    """Started, but not ready yet: `complete` waits. The folder may contain data of an earlier run."""
    async with _started(workspace, folder, {**NO_LIMITS, **settings}) as baton:
        yield baton


@asynccontextmanager
async def limited_baton(workspace: Workspace, folder: Path) -> AsyncIterator[RunningBaton]:
    """The same with the default limits of an installation."""
    async with _started(workspace, folder, {}) as baton:
        yield baton


@asynccontextmanager
async def _started(workspace: Workspace, folder: Path, settings: dict[str, str]) -> AsyncIterator[RunningBaton]:
    port = free_ports(1)[0]
    command: Command = [sys.executable, workspace.checkout.root / "baton", "up", "--port", str(port), "--data", folder]
    if workspace.database_url:
        settings["BATON_DATABASE_URL"] = workspace.database_url
    environment = environment_without_settings(**settings)
    async with started(
        "baton up", command, environment, workspace.checkout.root, grace_seconds=STOPS_WITHIN_SECONDS
    ) as process:
        yield RunningBaton(process, DataFolder(folder), f"http://{LOOPBACK}:{port}")

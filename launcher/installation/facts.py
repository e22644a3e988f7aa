"""Everything that `status` tells and `doctor` judges, gathered once. It sets nothing up, and changes nothing."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from launcher.command_error import CommandError
from launcher.data_folder import database
from launcher.installation.running import Address, Process, health_of, launcher_of, processes_of, read_address
from launcher.packs.selection import active
from launcher.places import Checkout, DataFolder
from launcher.processes.process_environment import baton_settings
from launcher.set_up.progress import Progress
from launcher.set_up.set_up import all_steps
from launcher.set_up.steps import pending
from launcher.set_up.training import current_model

REPORT_SECONDS = 120


@dataclass(frozen=True)
class Facts:
    """`report` is what `chat.installation.report` printed; None if the application's environment is not set up.

    `settings` are the variables with the prefix BATON_ in the environment of this command.
    """

    checkout: Checkout
    data: DataFolder
    launcher: int | None
    address: Address | None
    processes: list[Process]
    health: dict[str, Any] | None
    report: dict[str, Any] | None
    model: str | None
    backup: dict[str, Any] | None
    demo: bool | None
    to_set_up: list[str]
    free_bytes: int
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> dict[str, Any]:
        found = (self.report or {}).get("database")
        return found if isinstance(found, dict) else {}

    @property
    def public_url(self) -> str:
        return self.settings.get("BATON_PUBLIC_URL", "")


def gather(checkout: Checkout, data: DataFolder, *, thorough: bool = False) -> Facts:
    """`thorough` reads the whole of a SQLite database."""
    launcher = launcher_of(data)
    address = read_address(data) if launcher is not None else _address_from_settings()
    known = _installation(data)
    return Facts(
        checkout=checkout,
        data=data,
        launcher=launcher,
        address=address,
        processes=processes_of(launcher) if launcher else [],
        health=health_of(address) if address else None,
        report=_report(checkout, data, thorough=thorough),
        model=_model(checkout, data),
        backup=read_backup(data),
        demo=known.demo if known else None,
        to_set_up=_to_set_up(checkout, data),
        free_bytes=shutil.disk_usage(nearest(data.path)).free,
        settings=baton_settings(),
    )


def nearest(path: Path) -> Path:
    """The path itself, or the folder above it that exists."""
    return next(folder for folder in (path, *path.parents) if folder.exists())


def read_backup(data: DataFolder) -> dict[str, Any] | None:
    """`{"at", "file", "bytes"}` of the last backup."""
    try:
        found = json.loads(data.last_backup.read_text(encoding="utf-8"))
        return {"at": datetime.fromisoformat(found["at"]).isoformat(), "file": found["file"], "bytes": found["bytes"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def age_in_days(moment: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() / 86_400


def _address_from_settings() -> Address | None:
    """Of a `chat` that runs without `up`, if this command has its settings."""
    port = os.environ.get("BATON_PORT", "")
    return Address(os.environ.get("BATON_HOST", "127.0.0.1"), int(port)) if port.isdigit() else None


def _installation(data: DataFolder) -> database.Installation | None:
    try:
        return database.installation(data)
    except (OSError, ValueError, TypeError):
        return None


def _packs(checkout: Checkout, data: DataFolder) -> list[Path]:
    known = _installation(data)
    try:
        return active(checkout, data, demo=known.demo if known else data.is_empty)
    except CommandError:
        return []


def _to_set_up(checkout: Checkout, data: DataFolder) -> list[str]:
    steps = all_steps(checkout, Progress(), _packs(checkout, data))
    return [step.title for step in pending(steps) if step.name != "dev"]


def _model(checkout: Checkout, data: DataFolder) -> str | None:
    try:
        return current_model(checkout, _packs(checkout, data)).name
    except (CommandError, OSError):
        return None


def _report(checkout: Checkout, data: DataFolder, *, thorough: bool) -> dict[str, Any] | None:
    if not checkout.app_python.exists():
        return None
    command = [str(checkout.app_python), "-m", "chat.installation.report", *(["--thorough"] if thorough else [])]
    environment = database.environment_for_database(checkout, data)
    try:
        done = subprocess.run(
            command, env=environment, cwd=checkout.root, capture_output=True, timeout=REPORT_SECONDS, check=False
        )
        found = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return found if isinstance(found, dict) else None

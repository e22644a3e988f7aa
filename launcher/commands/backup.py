"""`./baton backup` and `./baton restore`: start the application's commands with the right folder and lock."""

import shutil
import subprocess
from pathlib import Path

from launcher.command_error import CommandError
from launcher.data_folder import database
from launcher.locks import data_lock
from launcher.places import Checkout, DataFolder
from launcher.processes.run import become
from launcher.set_up.set_up import set_up


def backup(checkout: Checkout, data: DataFolder, file: Path) -> int:
    """Needs no lock: the backup sees one moment of the database, whoever writes meanwhile."""
    target = file.absolute()
    if not target.parent.is_dir():
        raise CommandError(f"there is no folder {target.parent} for {target.name}: create it first.")
    set_up(checkout, ("app",))
    become(_command(checkout, "make", target), environment=_environment(checkout, data), folder=checkout.root)


def restore(checkout: Checkout, data: DataFolder, file: Path) -> int:
    """Holds the folder's lock, so that no Baton starts on a half-restored folder."""
    archive = file.absolute()
    if not archive.is_file():
        raise CommandError(f"there is no file {archive}: check its name.")
    set_up(checkout, ("app",))
    new = not data.path.exists()
    data.make_outer()
    with data_lock(data.lock):
        command = _command(checkout, "restore", archive)
        done = subprocess.run(command, env=_environment(checkout, data), cwd=checkout.root, check=False)
        if done.returncode != 0 and new:
            shutil.rmtree(data.path, ignore_errors=True)
    return done.returncode


def _command(checkout: Checkout, action: str, file: Path) -> list[str]:
    return [str(checkout.app_python), "-m", "chat.backup.command", action, str(file)]


def _environment(checkout: Checkout, data: DataFolder) -> dict[str, str]:
    return database.environment_for_database(checkout, data)

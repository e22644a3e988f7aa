"""The commands about an installation as a whole: `status`, `doctor`, `backup` and `restore`."""

import argparse
from pathlib import Path

from launcher.command_parts import Commands, add_command, add_data, add_json
from launcher.places import Checkout, DataFolder


def add_installation(commands: Commands, checkout: Checkout) -> None:
    one = add_command(commands, "status", _status, "say how this installation is: its processes, database and backups")
    add_data(one, checkout)
    add_json(one)
    one = add_command(commands, "doctor", _doctor, "say what is wrong with this installation and what to do")
    add_data(one, checkout)
    add_json(one)
    one = add_command(
        commands, "backup", _backup, "write everything that cannot be made again into one file, while Baton runs"
    )
    one.add_argument("file", type=Path, metavar="FILE", help="the file to write; an older one is replaced at the end")
    add_data(one, checkout)
    one = add_command(commands, "restore", _restore, "restore a backup into an empty data folder or database")
    one.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` wrote")
    one.add_argument("--data", type=Path, required=True, metavar="DIR", help="an empty or new folder")


def _status(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.installation.status import status

    return status(checkout, DataFolder(given.data.resolve()), as_json=given.json)


def _doctor(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.doctor.doctor import doctor

    return doctor(checkout, DataFolder(given.data.resolve()), as_json=given.json)


def _backup(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.backup import backup

    return backup(checkout, DataFolder(given.data.resolve()), given.file)


def _restore(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.backup import restore

    return restore(checkout, DataFolder(given.data.resolve()), given.file)

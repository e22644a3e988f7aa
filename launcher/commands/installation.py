"""The commands about an installation as a whole: `status` and `doctor`."""

import argparse

from launcher.command_parts import Commands, add_command, add_data, add_json
from launcher.places import Checkout, DataFolder


def add_installation(commands: Commands, checkout: Checkout) -> None:
    one = add_command(commands, "status", _status, "say how this installation is: its processes, database and backups")
    add_data(one, checkout)
    add_json(one)
    one = add_command(commands, "doctor", _doctor, "say what is wrong with this installation and what to do")
    add_data(one, checkout)
    add_json(one)


def _status(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.installation.status import status

    return status(checkout, DataFolder(given.data.resolve()), as_json=given.json)


def _doctor(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.doctor.doctor import doctor

    return doctor(checkout, DataFolder(given.data.resolve()), as_json=given.json)

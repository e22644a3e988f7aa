"""`./baton packs`: lists, checks, adds and switches the packs of a data folder.

A change is trained first and stored after that, so a failed training leaves everything as it was. A running Baton
changes over by itself (`launcher/services/switch.py`).
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher.command_error import CommandError
from launcher.command_parts import Commands, add_command, add_data
from launcher.data_folder import database
from launcher.installation.running import launcher_of
from launcher.packs.selection import ABOUT, VARIABLE, active_ids, available, choose, folders_of, require_needed
from launcher.places import Checkout, DataFolder
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import become
from launcher.services.switch import LOADED_WITHIN_SECONDS, problem_after
from launcher.set_up.set_up import FOR_THE_BOT, set_up

LOOKS_EVERY_SECONDS = 0.2


def add_packs(commands: Commands, checkout: Checkout) -> None:
    packs = add_command(commands, "packs", _packs, "list, check, add and switch the packs that the bot is made of")
    actions = packs.add_subparsers(dest="action", metavar="ACTION", required=True)
    one = actions.add_parser("list", help="list the packs and say which are on")
    add_data(one, checkout)
    one = actions.add_parser("check", help="check a pack's folder; a fault names file and line")
    one.add_argument("folder", type=Path, metavar="DIR")
    add_data(one, checkout)
    one = actions.add_parser("add", help="check a pack, copy it into the data folder, train, and switch it on")
    one.add_argument("folder", type=Path, metavar="DIR")
    add_data(one, checkout)
    for name in ("on", "off"):
        one = actions.add_parser(name, help=f"train with the change, and switch a pack {name}")
        one.add_argument("id", metavar="ID")
        add_data(one, checkout)


def _packs(checkout: Checkout, given: argparse.Namespace) -> int:
    os.umask(0o077)  # only the owner can read a data folder
    data = DataFolder(given.data.resolve())
    match given.action:
        case "list":
            return show(checkout, data)
        case "check":
            return check(checkout, data, given.folder)
        case "add":
            return add(checkout, data, given.folder)
        case action:
            return switch(checkout, data, given.id, on=action == "on")


def show(checkout: Checkout, data: DataFolder) -> int:
    """One line for each pack: its id, whether it is on, where it comes from, its title."""
    on = _active_ids(data)
    for pack in available(checkout, data).values():
        state, origin = "on" if pack.id in on else "off", "added" if pack.is_added else "built in"
        print(f"{pack.id}\t{state}\t{origin}\t{pack.title}")
    return 0


def check(checkout: Checkout, data: DataFolder, folder: Path) -> int:
    """Runs the check in place of this process: it prints each fault, and ends with an exit code."""
    set_up(checkout, ("app", "rasa"))
    command = _check_command(checkout, data, folder)
    become(command, environment=inherited_environment(checkout), folder=checkout.root)


def add(checkout: Checkout, data: DataFolder, folder: Path) -> int:
    set_up(checkout, ("app", "rasa"))
    _require_checked(checkout, data, folder)
    name = folder.resolve().name
    with _copied(data, folder.resolve(), name):
        ids = _active_ids(data)
        return _change(checkout, data, ids if name in ids else [*ids, name], f"the pack {name} is added and on")


def switch(checkout: Checkout, data: DataFolder, name: str, *, on: bool) -> int:
    folders_of(checkout, data, [name])
    ids = [one for one in _active_ids(data) if one != name]
    return _change(checkout, data, [*ids, name] if on else ids, f"the pack {name} is {'on' if on else 'off'}")


def _change(checkout: Checkout, data: DataFolder, ids: Sequence[str], done: str) -> int:
    if VARIABLE in os.environ:
        raise CommandError(f"{VARIABLE} is set and decides which packs are on: change it there, or unset it.")
    require_needed(checkout, data, ids)
    set_up(checkout, FOR_THE_BOT, folders_of(checkout, data, ids))
    before = active_ids(data, demo=_is_demo(data))
    data.make_outer()
    choose(data, ids)
    if launcher_of(data) is None:
        print(f"baton: {done}; the next start uses it.")
        return 0
    if (problem := _awaited(data)) is not None:
        choose(data, before)
        raise CommandError(f"the running bot could not change over, and goes on as before: {problem}")
    print(f"baton: {done}; the running bot has changed over.")
    return 0


def _awaited(data: DataFolder) -> str | None:
    """Waits for the running Baton. Returns what went wrong."""
    until = time.monotonic() + 2 * LOADED_WITHIN_SECONDS
    while time.monotonic() < until:
        is_done, problem = problem_after(data)
        if is_done:
            return problem
        if launcher_of(data) is None:
            return None  # stopped meanwhile; the next start uses the choice
        time.sleep(LOOKS_EVERY_SECONDS)
    return "it did not answer in time"


@contextmanager
def _copied(data: DataFolder, folder: Path, name: str) -> Iterator[None]:
    """The pack's copy in the data folder; an error brings back what was there before."""
    data.make_outer()
    data.packs.mkdir(mode=0o700, exist_ok=True)
    target, fresh, old = data.packs / name, data.packs / f".{name}.new", data.packs / f".{name}.old"
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns(".*"))
    if target.is_dir():
        target.replace(old)
    fresh.replace(target)
    try:
        yield
    except BaseException:
        shutil.rmtree(target)
        if old.is_dir():
            old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _require_checked(checkout: Checkout, data: DataFolder, folder: Path) -> None:
    command = [str(part) for part in _check_command(checkout, data, folder)]
    environment = inherited_environment(checkout)
    done = subprocess.run(command, env=environment, cwd=checkout.root, check=False, stdout=sys.stderr)
    if done.returncode != 0:
        raise CommandError("the pack was not added, and the bot is as before: mend the faults above and add it again.")


def _check_command(checkout: Checkout, data: DataFolder, folder: Path) -> Command:
    if not (folder / ABOUT).is_file():
        raise CommandError(f"{folder} is no pack: it has no {ABOUT}. docs/packs.md says what a pack consists of.")
    return [checkout.rasa_python, "-m", "bot.packs.check", folder.resolve(), "--added", data.packs]


def _active_ids(data: DataFolder) -> list[str]:
    return active_ids(data, demo=_is_demo(data))


def _is_demo(data: DataFolder) -> bool:
    """A data folder that no run has used yet is nobody's demo: whoever chooses packs for it has a company."""
    known = database.installation(data)
    return known is not None and known.demo

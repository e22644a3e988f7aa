"""What the modules that declare commands share: the shape of a command, and the options that many have."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from launcher.places import Checkout

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 (argparse gives it no public name)
Command = Callable[[Checkout, argparse.Namespace], int]


def add_command(commands: Commands, name: str, command: Command, words: str) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    one.set_defaults(command=command)
    return one


def add_data(parser: argparse.ArgumentParser, checkout: Checkout) -> None:
    given = os.environ.get("BATON_DATA")
    default = Path(given) if given else checkout.default_data
    parser.add_argument(
        "--data",
        type=Path,
        default=default,
        metavar="DIR",
        help="folder for everything that a run writes (.baton/data)",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object on standard output, nothing else")

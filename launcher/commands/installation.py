"""The commands about an installation as a whole: `status`, `doctor`, `backup`,
`restore`, `people-data`, `demo-week` and `audit`."""

import argparse
from pathlib import Path

from launcher.command_parts import Commands, add_command, add_data, add_json
from launcher.places import Checkout, DataFolder

LONGEST_KEPT_DAYS = 36_500


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
    _add_people_data(commands, checkout)
    words = "add a week of conversations, ratings and tags to an installation with demo data, or remove it"
    one = add_command(commands, "demo-week", _demo_week, words)
    one.add_argument("action", choices=("add", "remove"))
    add_data(one, checkout)
    audit = add_command(commands, "audit", _audit, "check the audit log")
    actions = audit.add_subparsers(dest="action", metavar="ACTION", required=True)
    one = actions.add_parser("verify", help="follow the chain of its entries and name the first that is broken")
    add_data(one, checkout)
    add_json(one)


def _add_people_data(commands: Commands, checkout: Checkout) -> None:
    words = "print everything that is stored about one customer, or take it away"
    people_data = add_command(commands, "people-data", _people_data, words)
    actions = people_data.add_subparsers(dest="action", metavar="ACTION", required=True)
    person = "a verified identity, customer record, conversation, e-mail address or phone number"
    one = actions.add_parser("export", help="print it as JSON")
    one.add_argument("person", metavar="PERSON", help=person)
    add_data(one, checkout)
    one = actions.add_parser("erase", help="take it away, and print a proof as JSON")
    one.add_argument("person", metavar="PERSON", help=person)
    one.add_argument("--dry-run", action="store_true", help="print what would be erased and change nothing")
    add_data(one, checkout)
    one = actions.add_parser("expire", help="erase resolved conversations that were kept long enough; print a proof")
    one.add_argument("--days", type=_days, required=True, metavar="N", help="how long they are kept after the end")
    one.add_argument("--department", metavar="D", help="only this one's, by name or identifier; `none`: without one")
    one.add_argument("--dry-run", action="store_true", help="print how many would be erased and change nothing")
    add_data(one, checkout)


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST_KEPT_DAYS:
        raise argparse.ArgumentTypeError(f"must be a number of days from 1 to {LONGEST_KEPT_DAYS:,}")
    return int(text)


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


def _people_data(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import people_data

    dry = ["--dry-run"] if given.action != "export" and given.dry_run else []
    if given.action == "expire":
        chosen = [f"--department={given.department}"] if given.department is not None else []
        rest = ["--days", str(given.days), *chosen]
    else:
        rest = ["--", given.person]
    return people_data(checkout, DataFolder(given.data.resolve()), [given.action, *dry, *rest])


def _demo_week(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import demo_week

    return demo_week(checkout, DataFolder(given.data.resolve()), given.action)


def _audit(checkout: Checkout, given: argparse.Namespace) -> int:
    from launcher.commands.alone import audit

    return audit(checkout, DataFolder(given.data.resolve()), ["verify", *(["--json"] if given.json else [])])

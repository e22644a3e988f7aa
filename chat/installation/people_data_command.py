"""`./baton people-data`: exports or erases one customer's data, or erases what is old enough."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

import chat.assembly.tables  # noqa: F401  (an export follows every table that refers to a conversation)
from chat.assembly.settings import ChatSettings
from chat.attachments.storage import FileStore, store_of
from chat.people_data.erase import erase_customer, would_erase
from chat.people_data.expire import expire
from chat.people_data.export import export_customer, export_files
from chat.people_data.find import find_customer
from chat.webhooks.outbox import Outbox
from kit.audit import repository as audit
from kit.audit.entry import OPERATOR, Entry
from kit.clock import Clock, system_clock
from kit.database import Database
from kit.errors import BatonError, NotFound


def run(
    arguments: Sequence[str], database: Database, clock: Clock = system_clock, files: FileStore | None = None
) -> dict[str, Any]:
    """Runs the command and returns the JSON to print. Raises NotFound if an export finds nothing.

    `files` has the attachments; without it, they are where the settings say.
    """
    settings = ChatSettings()
    files, keep_days = files or store_of(settings), settings.backup_keep_days
    given = _parser().parse_args(arguments)
    if given.action == "expire":
        days, dry_run = given.days, given.dry_run
        expiring = expire(database, given.department, days, clock, files, dry_run=dry_run, keep_days=keep_days)
        return asyncio.run(expiring)
    if given.action == "erase":
        if given.dry_run:
            return would_erase(database.read_now(find_customer, given.person))
        return asyncio.run(erase_customer(database, given.person, clock, files, keep_days=keep_days))
    exported = database.read_now(_export, given.person, clock)
    exported["files"] = asyncio.run(export_files(files, exported["tables"].get("attachments", ())))
    rows = {name: len(found) for name, found in exported["tables"].items()}
    if not rows:
        raise NotFound(
            "Nothing is stored about this customer: name a verified identity, a customer record, a conversation, an "
            "e-mail address or a phone number."
        )
    database.write_now(audit.append, Entry(OPERATOR, "customer.exported", None, {"rows": rows}), clock())
    return exported


def _export(connection: Connection, person: str, clock: Clock) -> dict[str, Any]:
    return export_customer(connection, person, find_customer(connection, person), clock())


def main() -> int:
    _parser().parse_args()  # `--help` and usage errors need no database
    database = Database(ChatSettings().database_address, record=Outbox(system_clock).record)
    try:
        print(json.dumps(run(sys.argv[1:], database), indent=1, ensure_ascii=False))
    except BatonError as error:
        print(error.message, file=sys.stderr)
        return 1
    finally:
        database.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./baton people-data")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("export").add_argument("person")
    erasing = actions.add_parser("erase")
    erasing.add_argument("person")
    erasing.add_argument("--dry-run", action="store_true")
    expiring = actions.add_parser("expire")
    expiring.add_argument("--department")
    expiring.add_argument("--days", type=int, required=True)
    expiring.add_argument("--dry-run", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""`python -m chat.backup.command`: makes and restores backups. The launcher has checked the data folder's lock."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from chat.assembly.settings import ChatSettings
from chat.backup.archive import Manifest
from chat.backup.make import make_backup
from chat.backup.restore import restore_backup
from kit.errors import BatonError

LAST_BACKUP = "last-backup.json"


def main() -> int:
    given = _parser().parse_args()
    settings = ChatSettings()
    data = settings.data.resolve()
    os.umask(0o077)
    try:
        if given.action == "make":
            manifest = make_backup(settings.database_address, data, given.file)
            _note(data, given.file)
            print(f"{given.file}: {_summary(manifest)}.")
            if settings.s3_bucket:
                print(f"The files of conversations are in the bucket {settings.s3_bucket}, not in this backup.")
        else:
            manifest = restore_backup(given.file, data, settings.database_url)
            print(f"{data}: {_summary(manifest)} restored, and the database is at the current schema.")
    except BatonError as error:
        print(error.message, file=sys.stderr)
        return 1
    return 0


def _summary(manifest: Manifest) -> str:
    rows = {Path(part.name).stem: part.rows for part in manifest.tables}
    named = ", ".join(f"{rows.get(name, 0)} {name}" for name in ("conversations", "messages", "articles", "people"))
    return f"{named}, {len(manifest.files)} files"


def _note(data: Path, file: Path) -> None:
    """For `status` and `doctor`. A data folder that is elsewhere or read-only must not fail the backup."""
    note = {"at": datetime.now(UTC).isoformat(), "file": str(file), "bytes": file.stat().st_size}
    try:
        (data / LAST_BACKUP).write_text(json.dumps(note), encoding="utf-8")
    except OSError as error:
        print(f"The backup could not be noted in {data}: {error.strerror}.", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chat.backup.command")
    actions = parser.add_subparsers(dest="action", required=True)
    for name in ("make", "restore"):
        actions.add_parser(name).add_argument("file", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main())

"""Bringing the database to the current schema, and the demo's data into it, before any process starts."""

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from launcher.places import Checkout, DataFolder
from launcher.refusal import Refusal
from launcher.run import CommandFailed, run

_REVISION = re.compile(r"^(down_)?revision\s*(?::[^=]+)?=\s*[\"']([^\"']+)[\"']", re.MULTILINE)


def is_current(checkout: Checkout, database: Path) -> bool:
    """Whether a SQLite database is at the newest migration; read without Alembic, since every start waits for it."""
    if not database.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            at = {row[0] for row in connection.execute("select version_num from alembic_version")}
    except sqlite3.Error:
        return False  # no such table, or damaged: the migration itself finds the right words
    return at == newest_revisions(checkout)


def newest_revisions(checkout: Checkout) -> set[str]:
    made, followed = set(), set()
    for file in (checkout.root / "migrations" / "versions").glob("*.py"):
        for down, revision in _REVISION.findall(file.read_text(encoding="utf-8")):
            (followed if down else made).add(revision)
    return made - followed


def migrate(checkout: Checkout, data: DataFolder, environment: dict[str, str]) -> None:
    """Bring the database that the environment names to the newest schema."""
    if not environment.get("BATON_DATABASE_URL") and is_current(checkout, data.database):
        return
    command = [checkout.app_python, "-m", "alembic", "-c", checkout.root / "migrations" / "alembic.ini", "upgrade", "head"]
    log = data.logs / "migration.log"
    try:
        asyncio.run(run(command, environment=environment, folder=checkout.root, log=log))
    except CommandFailed as failure:
        raise Refusal(
            f"the database could not be brought to the current schema: {failure} Nothing was started; mend or restore the "
            "database, or choose another data folder with --data."
        ) from failure


def seed(checkout: Checkout, data: DataFolder, environment: dict[str, str], *, demo: bool) -> str:
    """Fill a new database: with the demo's articles and people, or with a first administrator alone."""
    command = [checkout.app_python, "-m", "chat.seed", "--demo" if demo else "--no-demo"]
    log = data.logs / "seed.log"
    return asyncio.run(run(command, environment=environment, folder=checkout.root, log=log))

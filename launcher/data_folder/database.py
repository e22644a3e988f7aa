"""Brings the database to the current schema and adds the demo's data, before any process starts."""

import asyncio
import json
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from launcher.command_error import CommandError
from launcher.places import Checkout, DataFolder
from launcher.processes.child import Command
from launcher.processes.process_environment import baton_settings, clean_environment
from launcher.processes.run import CommandFailed, run

_REVISION = re.compile(r"^(down_)?revision\s*(?::[^=]+)?=\s*[\"']([^\"']+)[\"']", re.MULTILINE)

MOST_FAULTS_TOLD = 5
LOST = 4
"""The exit code of `chat.assembly.migrate` if a database that existed before is missing or empty."""


def is_current(checkout: Checkout, database: Path) -> bool:
    """Whether a SQLite database has the newest migration. Read without Alembic, because every start waits for it."""
    if not database.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            at = {row[0] for row in connection.execute("select version_num from alembic_version")}
    except sqlite3.Error:
        return False  # no such table, or damaged: the migration itself reports it
    return at == newest_revisions(checkout)


def newest_revisions(checkout: Checkout) -> set[str]:
    made: set[str] = set()
    followed: set[str] = set()
    for file in (checkout.root / "migrations" / "versions").glob("*.py"):
        for down, revision in _REVISION.findall(file.read_text(encoding="utf-8")):
            (followed if down else made).add(revision)
    return made - followed


def check_whole(database: Path) -> None:
    """Refuses to start on a damaged SQLite database, before anything writes to it. A missing one counts as intact."""
    if not database.is_file():
        return
    try:
        with closing(sqlite3.connect(database)) as connection:
            report = [str(row[0]) for row in connection.execute(f"pragma quick_check({MOST_FAULTS_TOLD})")]
    except sqlite3.OperationalError:
        return  # locked, or cannot be opened: the process that needs it will report it
    except sqlite3.DatabaseError as error:
        report = [str(error)]
    if report != ["ok"]:
        faults = "".join(f"\n  {line}" for line in "\n".join(report).splitlines()[:MOST_FAULTS_TOLD])
        raise CommandError(
            f"the database {database} is damaged, so nothing was started and nothing was changed. Restore a backup as "
            f"docs/operations.md says, or choose another data folder with --data. SQLite reports:{faults}"
        )


def fold_log(database: Path) -> None:
    """Moves what is only in SQLite's write-ahead log into the file, after all processes have ended: whoever copies the
    file alone then has everything. A process that had to be killed leaves its log.
    """
    if not database.with_name(f"{database.name}-wal").is_file() or not database.is_file():
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(database)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")


def check_there(data: DataFolder) -> None:
    """Refuses to start on a data folder that was set up before if its SQLite database is missing or empty: a new
    database would look healthy, while every conversation and article is missing.
    """
    expected = _expected(data)
    if expected and (lack := _lack_of(data.database, "--people" in expected)):
        raise CommandError(
            f"the data folder {data.path} was set up before, and its database {data.database} {lack}, so nothing was "
            "started and nothing was changed. Restore a backup as docs/operations.md says; to begin anew, choose an "
            "empty folder with --data."
        )


def _expected(data: DataFolder) -> list[str]:
    """Options of `chat.assembly.migrate` that say what the database must already contain."""
    known = installation(data)
    if known and known.seeded:
        return ["--expect", "--people"]
    return ["--expect"] if data.set_up_before.is_file() else []


def _lack_of(database: Path, people: bool) -> str:
    if not database.is_file():
        return "is gone"
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            connection.execute("select version_num from alembic_version").fetchone()
            somebody = connection.execute("select 1 from people limit 1").fetchone() if people else True
    except sqlite3.OperationalError as error:
        return "is empty" if "no such table" in str(error) else ""  # locked: the process that needs it will report it
    return "" if somebody else "is empty: it contains no people"


def migrate(checkout: Checkout, data: DataFolder, environment: dict[str, str]) -> None:
    """Brings the database named in the environment to the newest schema."""
    if not environment.get("BATON_DATABASE_URL") and not environment.get("BATON_DATABASE_URL_FILE"):
        check_whole(data.database)
        check_there(data)
        if is_current(checkout, data.database):
            data.set_up_before.touch(mode=0o600)
            return
    try:
        _run(checkout, data, ["chat.assembly.migrate", *_expected(data)], environment)
        data.set_up_before.touch(mode=0o600)
    except CommandFailed as failure:
        if failure.code == LOST:
            raise CommandError(f"the data folder {data.path} was set up before, and {failure.tail}") from failure
        raise CommandError(
            f"the database could not be brought to the current schema: {failure} Nothing was started; repair or "
            "restore the database, or choose another data folder with --data."
        ) from failure


@dataclass(frozen=True)
class Installation:
    """Choices made when the data folder was first used, so that later starts do not ask again."""

    demo: bool
    seeded: bool


def installation(data: DataFolder) -> Installation | None:
    if not data.installation.is_file():
        return None
    return Installation(**json.loads(data.installation.read_text(encoding="utf-8")))


def is_demo(data: DataFolder, wanted: bool | None) -> bool:
    """Whether this folder has demo data, or will have it: by its first use, else as wanted, else if it is empty."""
    known = installation(data)
    return known.demo if known else data.is_empty if wanted is None else wanted


def prepare(checkout: Checkout, data: DataFolder, wanted: bool | None) -> list[str]:
    """Migrates the database and fills a new one. Returns text for the person (the first administrator's password)."""
    known = installation(data)
    if known and wanted and not known.demo:
        raise CommandError(
            f"{data.path} contains an installation without demo data, and demo data can only be added to a new one: "
            "choose an empty folder with --data, or leave out --demo."
        )
    demo = is_demo(data, wanted)
    data.make()
    environment = environment_for_database(checkout, data) | {"BATON_DEMO": "1" if demo else "0"}
    migrate(checkout, data, environment)
    if known and known.seeded:
        return []
    _record(data, Installation(demo, seeded=False))
    said = _run(checkout, data, ["chat.assembly.seed"], environment, secret=True)
    _record(data, Installation(demo, seeded=True))
    return [line for line in said.splitlines() if "\t" in line]


def environment_for_database(checkout: Checkout, data: DataFolder) -> dict[str, str]:
    """The environment of one-off commands on this data folder's database."""
    own = {"BATON_DATA": str(data.path), "BATON_ENCODER": str(checkout.encoder)}
    return clean_environment(checkout, data.homes, baton_settings() | own)


def _record(data: DataFolder, state: Installation) -> None:
    data.installation.write_text(json.dumps(asdict(state)), encoding="utf-8")


def _run(
    checkout: Checkout, data: DataFolder, module: list[str], environment: dict[str, str], *, secret: bool = False
) -> str:
    log = None if secret else data.logs / "database.log"
    command: Command = [checkout.app_python, "-m", *module]
    return asyncio.run(run(command, environment=environment, folder=checkout.root, log=log))

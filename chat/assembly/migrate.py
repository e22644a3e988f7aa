"""`./baton migrate`: brings the database to the current schema once, before any process starts.

If the launcher knows that the database existed before (`--expect`, and `--people` if it had people), a missing or empty
database is not created anew: it would look healthy, while every conversation and article is missing.
"""

import argparse
import sys
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from chat.assembly.seed import is_empty
from chat.assembly.settings import ChatSettings
from kit.schema import current_revision, migrate
from kit.settings import UNUSABLE, problem_of
from kit.sql.engines import unpooled_engine

LOST = 4


def main() -> int:
    parser = argparse.ArgumentParser(prog="chat.assembly.migrate")
    parser.add_argument("--expect", action="store_true", help="fail if the database is missing or has no tables")
    parser.add_argument("--people", action="store_true", help="fail also if the database has no people")
    expected = parser.parse_args()
    try:
        settings = ChatSettings()
    except UNUSABLE as error:
        print(problem_of(error), file=sys.stderr)
        return 1
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        if expected.expect and (lack := _lack(settings.database_address, people=expected.people)):
            print(lack)
            return LOST
        migrate(settings.database_address)
    except SQLAlchemyError as error:
        reason = str(error).splitlines()[0]
        print(
            f"The database cannot be migrated: {reason}. Check BATON_DATABASE_URL and the data folder.", file=sys.stderr
        )
        return 1
    return 0


def _lack(address: str, *, people: bool) -> str:
    """What is missing from a database that existed before, worded to follow "was set up before, and"."""
    url = make_url(address)
    name = f"its database {url.render_as_string(hide_password=True)}"
    remedy = (
        "so nothing was started and nothing was changed. Restore a backup as docs/operations.md says, or check "
        "BATON_DATABASE_URL; to begin anew, choose an empty folder with --data."
    )
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return f"{name} is gone, {remedy}"
    if current_revision(address) is None:
        return f"{name} is empty, {remedy}"
    if people and _has_no_people(address):
        return f"{name} is empty: it contains no people, {remedy}"
    return ""


def _has_no_people(address: str) -> bool:
    engine = unpooled_engine(address)
    with engine.connect() as connection:
        return is_empty(connection)


if __name__ == "__main__":
    sys.exit(main())

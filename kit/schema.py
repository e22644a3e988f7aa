"""The database schema: one command migrates it, and every process that uses it checks it."""

from functools import cache
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kit.database import Database
from kit.sql.engines import unpooled_engine

log = structlog.get_logger(__name__)

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class WrongSchema(Exception):
    """The database has a different schema than this version of Baton needs."""


def migrate(address: str, revision: str = "head") -> None:
    """Migrates the database to the current schema, or to an older one. Running it again changes nothing."""
    config = _config()
    config.attributes["address"] = address
    command.upgrade(config, revision)


def is_known(revision: str) -> bool:
    """Whether this version of Baton has such a migration."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def check_schema(database: Database) -> None:
    """Raises WrongSchema unless the database has the current schema."""
    expected = newest_revision()
    try:
        found = current_revision(database.address)
    except DBAPIError as error:
        raise WrongSchema(
            f"The database cannot be read: {error.orig}. Check BATON_DATABASE_URL and BATON_DATA."
        ) from error
    if found != expected:
        raise WrongSchema(
            f"The database is at schema {found or 'none'}, this version needs {expected}. Run `./baton migrate`."
        )


def current_revision(address: str) -> str | None:
    """The database's current migration; None if it has none of our tables."""
    engine = unpooled_engine(address)
    try:
        with engine.connect() as connection:
            return revision_of(connection)
    finally:
        engine.dispose()


def revision_of(connection: Connection) -> str | None:
    """`current_revision` on an open connection."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def newest_revision() -> str | None:
    """The migration that this version of Baton needs. It is read from the files once."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config

"""`python -m chat.installation.report`: what database, Redis and bucket say about themselves, as one JSON object.

`./baton status` puts it into words and `./baton doctor` judges it. It works whatever is broken: a part that cannot be
read is null, with the problem beside it. It opens SQLite read-only and changes nothing.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import structlog
from pydantic import ValidationError
from redis import ConnectionPool, Redis
from redis.exceptions import RedisError
from sqlalchemy import Column, Connection, Engine, Table, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from chat.assembly.settings import ChatSettings
from chat.attachments.storage import RemoteStore, store_of
from chat.company.models import company_settings
from conversations.models import conversations
from kit.schema import newest_revision, revision_of
from kit.sql.engines import unpooled_engine
from knowledge_base.models import articles, knowledge_state
from staff.people.models import people
from staff.people.person import expand_roles

T = TypeVar("T")
MOST_FAULTS_TOLD = 5
REDIS_SECONDS = 2.0
CONNECT_SECONDS = 5


def report(settings: ChatSettings, *, thorough: bool = False) -> dict[str, Any]:
    """`thorough` reads the whole of a SQLite database, to find damage."""
    return {
        "database": _database(settings.database_address, thorough=thorough),
        "redis": _redis(settings.redis_url),
        "files": _files(settings, thorough=thorough),
    }


def _database(address: str, *, thorough: bool) -> dict[str, Any]:
    try:
        url = make_url(address)
    except ArgumentError:
        return {"kind": None, "address": None, "problem": "BATON_DATABASE_URL is not an address of a database"}
    about: dict[str, Any] = {
        "kind": url.get_backend_name(),
        "address": url.render_as_string(hide_password=True),
        "problem": None,
        "expected_schema": newest_revision(),
    }
    if about["kind"] == "sqlite" and not Path(url.database or "").is_file():
        return about | {"problem": "its file does not exist"}
    engine = _reading_engine(address)
    try:
        with engine.connect() as connection:
            return about | _stored(connection, about["kind"], thorough=thorough)
    except (SQLAlchemyError, ImportError) as error:
        return about | {"problem": _in_one_line(error)}
    finally:
        engine.dispose()


def _reading_engine(address: str) -> Engine:
    """Read-only on SQLite, so that looking neither creates nor changes anything."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return unpooled_engine(f"sqlite:///file:{Path(url.database or '').resolve()}?mode=ro&uri=true")
    return unpooled_engine(url.update_query_dict({"connect_timeout": str(CONNECT_SECONDS)}).render_as_string(False))


def _stored(connection: Connection, kind: str, *, thorough: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "schema": _tried(connection, revision_of),
        "bytes": _tried(connection, lambda one: one.scalar(text(_SIZE[kind]))),
        "skew_seconds": _tried(connection, _skew) if kind != "sqlite" else 0.0,
        "conversations": _tried(connection, lambda one: _counts(one, conversations, conversations.c.status)),
        "last_change": _tried(connection, _last_change),
        "articles": _tried(connection, lambda one: _counts(one, articles, articles.c.state)),
        "knowledge_version": _tried(connection, lambda one: one.scalar(select(knowledge_state.c.version))),
        "people": _tried(connection, _people),
        "sites": _tried(connection, _sites),
    }
    return found | ({"damage": _damage(connection)} if thorough and kind == "sqlite" else {})


_SIZE = {
    "sqlite": "select page_count * page_size from pragma_page_count(), pragma_page_size()",
    "postgresql": "select pg_database_size(current_database())",
}


def _tried(connection: Connection, look: Callable[[Connection], T]) -> T | None:
    """None if this table or value cannot be read: an older schema, or none."""
    try:
        with connection.begin_nested():
            return look(connection)
    except SQLAlchemyError:
        return None


def _counts(connection: Connection, table: Table, column: Column[Any]) -> dict[str, int]:
    query = select(column, func.count()).select_from(table).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query)}


def _last_change(connection: Connection) -> str | None:
    newest = connection.scalar(select(func.max(conversations.c.updated_at)))
    return newest.isoformat() if newest else None


def _people(connection: Connection) -> dict[str, int]:
    """How many active people with a password have each role, inherited ones too."""
    query = select(people.c.roles).where(people.c.active, people.c.password_hash.is_not(None))
    counts: dict[str, int] = {}
    for roles in connection.scalars(query):
        for role in expand_roles(roles):
            counts[role] = counts.get(role, 0) + 1
    return counts


def _sites(connection: Connection) -> int:
    """How many sites the console's settings name."""
    values = connection.scalar(select(company_settings.c["values"]))
    return len((values or {}).get("sites") or [])


def _skew(connection: Connection) -> float:
    """Seconds by which the database's clock is ahead of this machine's."""
    there: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return (there - datetime.now(UTC)).total_seconds()


def _damage(connection: Connection) -> list[str]:
    """What SQLite's own check finds; nothing if the file is whole."""
    try:
        found = [str(row[0]) for row in connection.execute(text(f"pragma quick_check({MOST_FAULTS_TOLD})"))]
    except SQLAlchemyError as error:
        return [_in_one_line(error)]
    return [] if found == ["ok"] else found


def _files(settings: ChatSettings, *, thorough: bool) -> dict[str, Any]:
    """The bucket, if there is one; `thorough` stores a file in it and deletes it."""
    store = store_of(settings)
    if not isinstance(store, RemoteStore):
        return {"bucket": None, "problem": None}
    state = asyncio.run(_state_of(store, thorough=thorough))
    return {"bucket": settings.s3_bucket, "problem": None if state == "ok" else state}


async def _state_of(store: RemoteStore, *, thorough: bool) -> str:
    return await (store.probe() if thorough else store.state())


def _redis(address: str) -> dict[str, Any]:
    """The Redis of BATON_REDIS_URL. The embedded one is asked by the running `chat`."""
    if not address:
        return {"configured": False, "problem": None, "skew_seconds": None, "open": False}
    found: dict[str, Any] = {"configured": True, "problem": None, "skew_seconds": None, "open": False}
    try:
        client = Redis.from_url(address, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)
        with client:
            client.ping()
            found["skew_seconds"] = _redis_skew(client)
            found["open"] = _lets_everybody_in(client)
    except (RedisError, OSError, ValueError) as error:
        return found | {"problem": type(error).__name__}
    return found


def _lets_everybody_in(client: "Redis") -> bool:
    """Whether the server serves those who give no password. A Unix socket has an owner and a mode instead."""
    options = dict(client.get_connection_kwargs())
    if "path" in options:
        return False
    for name in ("username", "password", "credential_provider"):
        options.pop(name, None)
    pool = ConnectionPool(connection_class=client.connection_pool.connection_class, **options)
    try:
        with Redis(connection_pool=pool) as stranger:
            return bool(stranger.ping())
    except (RedisError, OSError):
        return False
    finally:
        pool.disconnect()


def _redis_skew(client: "Redis") -> float | None:
    try:
        seconds, microseconds = client.time()
    except RedisError:  # a user without this command
        return None
    return float(seconds + microseconds / 1e6 - datetime.now(UTC).timestamp())


def _in_one_line(error: Exception) -> str:
    """The driver's words without the statement and without a password, which no driver repeats."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def main() -> int:
    parser = argparse.ArgumentParser(prog="chat.installation.report")
    parser.add_argument("--thorough", action="store_true", help="read the whole database to find damage")
    given = parser.parse_args()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # the report alone is on the output
    try:
        settings = ChatSettings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"BATON_{'_'.join(map(str, wrong['loc'])).upper()}"
        json.dump({"settings_problem": f"{name} is wrong: {wrong['msg']}"}, sys.stdout)
        return 0
    json.dump(report(settings, thorough=given.thorough), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())

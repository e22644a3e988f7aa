"""Connections to SQLite and to PostgreSQL, with the settings that make their transactions safe."""

import sqlite3
import time
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

_JSON: dict[str, Any] = {
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
}


def sqlite_engine(address: str, begin: str, *, patience_seconds: float = 5.0) -> Engine:
    """SQLite for several threads and processes: WAL, full sync, and `begin` as the statement that starts a transaction.

    Writers use IMMEDIATE: a deferred transaction that reads first fails with BUSY_SNAPSHOT when it starts to write.
    """
    engine = create_engine(
        address, pool_size=8, max_overflow=8, pool_timeout=10, connect_args={"timeout": patience_seconds}, **_JSON
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={patience_seconds * 1000:.0f}")
        _log_ahead(connection, patience_seconds)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _log_ahead(connection: sqlite3.Connection, patience_seconds: float) -> None:
    """Gives the file a write-ahead log, which it keeps for good.

    While two connections do this to a new file at once, SQLite tells one of them at once that the file is locked,
    whatever its `busy_timeout`. So this waits itself.
    """
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= deadline:
                raise
            time.sleep(0.01)
        else:
            return


def server_engine(address: str, connections: int) -> Engine:
    return create_engine(address, pool_size=connections, max_overflow=0, pool_timeout=10, pool_pre_ping=True, **_JSON)


def unpooled_engine(address: str) -> Engine:
    """An engine for a migration or a check. It leaves no connection open."""
    return create_engine(address, poolclass=NullPool)

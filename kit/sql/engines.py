"""Connections to SQLite and to PostgreSQL, with the settings that make their transactions safe."""

import sqlite3
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
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={patience_seconds * 1000:.0f}",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def server_engine(address: str, connections: int) -> Engine:
    return create_engine(address, pool_size=connections, max_overflow=0, pool_timeout=10, pool_pre_ping=True, **_JSON)


def unpooled_engine(address: str) -> Engine:
    """An engine for a migration or a check. It leaves no connection open."""
    return create_engine(address, poolclass=NullPool)

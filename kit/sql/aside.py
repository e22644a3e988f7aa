"""Slow reads by staff, kept apart from customers: a few threads and connections of their own, and a limit of time.

Without this, four people who open a report would hold the four readers that customers' messages need.
"""

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import DBAPIError

from kit.errors import Busy
from kit.sql.engines import server_engine, sqlite_engine
from kit.sql.failures import translate

P = ParamSpec("P")
T = TypeVar("T")

_STEPS_BETWEEN_LOOKS = 100_000
"""SQLite looks at the clock once in so many of its steps, which are well under a microsecond each."""

_CANCELLED = "57014"
"""PostgreSQL's code for a statement that ran out of time."""


class Aside:
    LONGEST_SECONDS = 30.0

    def __init__(self, address: str, threads: int) -> None:
        self._is_sqlite = make_url(address).get_backend_name() == "sqlite"
        self._engine = sqlite_engine(address, "BEGIN") if self._is_sqlite else server_engine(address, threads)
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="sql-aside")

    def run(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `work` in a read-only snapshot. Raises Busy if it takes longer than it may."""
        try:
            with self._engine.begin() as connection:
                self._limit(connection)
                try:
                    return work(connection, *args, **kwargs)
                finally:
                    self._lift(connection)
        except (DBAPIError, OverflowError) as error:
            if _ran_out_of_time(error):
                raise Busy() from error
            raise translate(error) from error

    def close(self) -> None:
        self.threads.shutdown()
        self._engine.dispose()

    def _limit(self, connection: Connection) -> None:
        if not self._is_sqlite:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {self.LONGEST_SECONDS * 1000:.0f}")
            return
        ends = time.monotonic() + self.LONGEST_SECONDS
        _driver(connection).set_progress_handler(lambda: int(time.monotonic() > ends), _STEPS_BETWEEN_LOOKS)

    def _lift(self, connection: Connection) -> None:
        if self._is_sqlite and not connection.invalidated:
            _driver(connection).set_progress_handler(None, 0)


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _ran_out_of_time(error: Exception) -> bool:
    original = getattr(error, "orig", None)
    if isinstance(original, sqlite3.OperationalError):
        return "interrupted" in str(original)
    return getattr(original, "sqlstate", None) == _CANCELLED

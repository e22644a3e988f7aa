"""What a failure leaves in the log: its type and its place, and never its text, whoever logs it."""

import asyncio
import gc
import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from kit.background.failures import describe_failure, log_unhandled
from kit.database import Database
from kit.errors import Conflict, StorageUnavailable
from kit.logs import configure_logs
from kit.sql.failures import translate
from tests.fixtures.databases import PostgresServer

SECRET = "my card is 4111"


@contextmanager
def all_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Everything that this process logs, from libraries too, as it does in production."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    configure_logs("INFO")
    try:
        yield stream
    finally:
        logging.getLogger().removeHandler(handler)
        logging.setLogRecordFactory(logging.LogRecord)
        structlog.reset_defaults()


def test_our_own_errors_are_described_with_their_code() -> None:
    with pytest.raises(Conflict) as refused:
        raise Conflict(SECRET, code="already_assigned")
    described = describe_failure(refused.value)
    place = described.pop("place")
    assert described == {"error": "Conflict", "code": "already_assigned"}
    assert place.startswith("tests/kit/background/test_failures.py:")


def test_a_librarys_line_about_an_exception_loses_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing: dict[str, str] = {}
    with all_lines(monkeypatch) as lines:
        try:
            print(nothing[SECRET])
        except KeyError:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
            structlog.get_logger("test").error("ours.failed", exc_info=True)
    told = lines.getvalue()
    assert "Exception in ASGI application (KeyError at tests/kit/background/test_failures.py:" in told
    assert "ours.failed" in told
    assert told.count("KeyError") == 2
    assert SECRET not in told
    assert "Traceback" not in told


async def test_a_task_that_nobody_waited_for_is_told_of_by_type_and_place() -> None:
    async def stumbles() -> None:
        raise KeyError(SECRET)

    asyncio.get_running_loop().set_exception_handler(log_unhandled)
    with capture_logs() as logged:
        task = asyncio.create_task(stumbles())
        await asyncio.wait([task])
        del task
        gc.collect()
    (line,) = logged
    assert (line["event"], line["error"]) == ("task.failed", "KeyError")
    assert SECRET not in repr(logged)


def test_a_database_that_fails_is_told_of_by_its_code() -> None:
    class Full(Exception):
        sqlite_errorname = "SQLITE_FULL"

    with capture_logs() as logged:
        refused = translate(OperationalError("insert", {"text": SECRET}, Full(f"database is full at {SECRET}")))
    assert isinstance(refused, StorageUnavailable)
    assert (logged[0]["event"], logged[0]["reason"]) == ("storage.failed", "SQLITE_FULL")
    assert SECRET not in repr(logged)


def test_a_server_that_cannot_be_reached_is_told_of_without_its_address(postgres: PostgresServer) -> None:
    database = Database(postgres.address("nobody_made_this"))

    def ask(connection: Connection) -> None:
        connection.execute(text("select 1"))

    with capture_logs() as logged, pytest.raises(StorageUnavailable):
        database.read_now(ask)
    database.close()
    assert (logged[0]["event"], logged[0]["error"]) == ("storage.failed", "OperationalError")
    assert "nobody_made_this" not in repr(logged)

"""What a database's error means to a caller: a bad value, a lock that will be free again, or a broken database."""

import sqlite3

import structlog
from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, InterfaceError, InternalError, OperationalError

from kit.errors import BadRequest, Busy, StorageUnavailable

log = structlog.get_logger(__name__)

_OUT_OF_ORDER = (OperationalError, InterfaceError, InternalError)
"""These errors, and a bare DatabaseError (SQLite's error for a damaged file), mean that the database itself has a
problem.
"""

_TRY_AGAIN = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's codes for serialization failure, deadlock and lock not available."""


def translate(error: DBAPIError | OverflowError) -> Exception:
    """Translates a database error for the caller. Errors caused by our own statements stay as they are."""
    if isinstance(error, DataError | OverflowError):  # a NUL, or a number too large for its column
        return BadRequest("This contains a value that cannot be stored.", code="bad_type")
    if not isinstance(error, _OUT_OF_ORDER) and type(error) is not DatabaseError:
        return error
    text = str(error.orig)
    if "locked" in text or "busy" in text or getattr(error.orig, "sqlstate", None) in _TRY_AGAIN:
        return Busy()
    if isinstance(error.orig, sqlite3.OperationalError) and ("no such" in text or "syntax" in text):
        return error
    log.error("storage.failed", error=type(error.orig).__name__, reason=_reason_of(error.orig))
    translated = StorageUnavailable()
    translated.__cause__ = error.orig
    return translated


def _reason_of(error: object) -> str:
    """The database's own code for it, such as `SQLITE_FULL` or a SQLSTATE; its text may hold values."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return str(code or "no connection")

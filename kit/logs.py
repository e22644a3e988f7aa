"""Logs: one readable line per event, on standard error, with no text that a customer wrote.

Rooms log identifiers, codes and counts. As a second safeguard, the processor below removes the values of keys that
could hold a text or a secret. Exceptions, including those
of libraries, are logged with type and place, because their texts contain values, such as the parameters of a failed
statement with a customer's text.
"""

import logging
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

from kit.background.failures import describe_failure, place_of

PRIVATE = frozenset({"text", "body", "password", "token", "authorization", "cookie", "email", "note", "question"})


def _withhold(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in PRIVATE & event.keys():
        event[key] = "(withheld)"
    return event


def _describe_exception(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event.update(describe_failure(error))
    return event


def _record_without_exception_text(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A library's line about an exception, such as uvicorn's on a failed request, with its type and place only."""
    record = logging.LogRecord(*args, **kwargs)
    if record.exc_info and (error := record.exc_info[1]) is not None:
        record.msg = f"{record.getMessage().strip()} ({type(error).__name__} at {place_of(error)})"
        record.args, record.exc_info = (), None
    return record


class _SteadyStream:
    """Writes to the current standard error. A line that cannot be written (for example on a full disk) is dropped
    silently.
    """

    def write(self, line: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(line)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.flush()


def configure_logs(level: str = "INFO") -> None:
    """Sets up structlog and the standard library's root logger. Called once, when a process starts."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _withhold,
            _describe_exception,
            structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, _SteadyStream())),
    )
    logging.setLogRecordFactory(_record_without_exception_text)
    logging.basicConfig(
        level=max(number, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s %(message)s"
    )

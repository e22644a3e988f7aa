"""One readable line an event, on standard error, with nothing in it that a customer wrote.

Rooms log identifiers, codes and counts. The processor below is the second fence: keys that could carry a text or a
secret are cut out even where somebody passes them by mistake.
"""

import logging
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

PRIVATE = frozenset({"text", "body", "password", "token", "authorization", "cookie", "email", "note", "question"})


def _withhold(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key in PRIVATE & event.keys():
        event[key] = "(withheld)"
    return event


class _Steady:
    """Standard error as it is by now. A line that cannot be written, as on a full disk, stops nothing else."""

    def write(self, line: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(line)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.flush()


def configure_logs(level: str = "INFO") -> None:
    """Sets up structlog and the standard library's root logger; called once, at a process's start."""
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _withhold,
            structlog.processors.ExceptionRenderer(),
            structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=cast(TextIO, _Steady())),
    )
    logging.basicConfig(
        level=max(number, logging.WARNING), stream=sys.stderr, format="%(levelname)s %(name)s %(message)s"
    )

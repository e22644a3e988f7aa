"""Limits Rasa's logs to what an operator needs: below INFO, Rasa prints each message, entity and slot of a customer."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Leaves out an exception's own message, which may quote a customer. Its traceback stays."""

    def formatException(self, ei: ExceptionInfo | Any) -> str:  # noqa: N802  (the name is logging's)
        kind, _, where = ei
        return "".join([*traceback.format_tb(where), kind.__name__ if kind else "an exception"])


def configure_logs(level: int = logging.INFO) -> None:
    """One line per record on standard error. Called before the first turn, after any other logging configuration."""
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(level)
    configure_structlog(level)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutWords("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)  # a library raises the root logger's level when the model loads
    for name in ("rasa", "matplotlib", "sanic.root", "apscheduler"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))

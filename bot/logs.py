"""Rasa's logs kept to what an operator needs: below INFO it prints each message, entity and slot of a customer."""

from __future__ import annotations

import logging
import sys


def configure_logs(level: int = logging.INFO) -> None:
    """One line a record on standard error; called before the first turn, whatever else reads the configuration."""
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.log_utils import configure_structlog

    configure_logging_and_warnings(level)
    configure_structlog(level)
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s", force=True)
    for name in ("rasa", "matplotlib", "sanic.root", "apscheduler"):
        logging.getLogger(name).setLevel(max(level, logging.WARNING))

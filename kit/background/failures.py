"""How a failure may be described in a log: by its type and its place in the code.

The text of an exception often holds a value, such as a customer's message inside a failed statement. So it is never
logged, and this is the only description that is.
"""

import asyncio
import traceback
from pathlib import Path
from typing import Any

import structlog

from kit.errors import BatonError

log = structlog.get_logger(__name__)

_ROOT = Path(__file__).resolve().parents[2]


def describe_failure(error: BaseException) -> dict[str, str]:
    """Fields for a log line: `error`, `place`, and the `code` of an error of ours."""
    described = {"error": type(error).__name__, "place": place_of(error)}
    return {**described, "code": error.code} if isinstance(error, BatonError) else described


def place_of(error: BaseException) -> str:
    """File and line of the innermost frame in Baton's own code; of the innermost frame at all where there is none."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    own = [(name, line) for name, line in frames if _is_own(name)]
    if not frames:
        return "unknown"
    name, line = (own or frames)[-1]
    return f"{Path(name).relative_to(_ROOT) if own else Path(name).name}:{line}"


def log_unhandled(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The event loop's handler for exceptions that nobody waited for; asyncio's own would log their text."""
    error = context.get("exception")
    log.error("task.failed", **(describe_failure(error) if error is not None else {}))


def _is_own(name: str) -> bool:
    path = Path(name)
    return path.is_relative_to(_ROOT) and "site-packages" not in path.parts

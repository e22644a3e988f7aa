"""`./baton serve chat`: starts the process, on a single machine by a command and in production by service files."""

import asyncio
import sys
from collections.abc import Mapping
from typing import Any

import structlog
import uvicorn
from fastapi import FastAPI

from chat.assembly.app import create_app
from chat.assembly.checked_settings import WrongSetting, read_settings
from chat.assembly.open_files import raise_open_files
from chat.assembly.settings import ChatSettings
from kit.background.failures import log_unhandled
from kit.database import Database
from kit.logs import configure_logs
from kit.schema import WrongSchema, check_schema
from kit.settings import warn_of_readable_secrets
from kit.tracing.start import start_tracing

log = structlog.get_logger(__name__)

LARGEST_FRAME_BYTES = 16 * 1024
PING_SECONDS = 20.0
PONG_SECONDS = 10.0
"""Ping interval plus timeout: a half-open connection is detected within half a minute."""
DRAIN_SECONDS = 10

OPTIONS: Mapping[str, Any] = {
    "http": "chat.edge.connections:HttpConnection",
    "ws": "chat.edge.connections:SocketConnection",
    "ws_max_size": LARGEST_FRAME_BYTES,
    "ws_per_message_deflate": False,
    "ws_ping_interval": PING_SECONDS,
    "ws_ping_timeout": PONG_SECONDS,
    "proxy_headers": False,  # BATON_TRUSTED_PROXIES says whose X-Forwarded-For is trusted
    "access_log": False,
    "server_header": False,
    "log_level": "warning",
    "timeout_graceful_shutdown": DRAIN_SECONDS,
    "backlog": 2048,
}
"""Options of the web server, wherever it is started."""

LONGEST_TURN_SECONDS = 0.0005
"""How long a thread may run before Python switches to another. SQLite releases the interpreter lock at each row and
must then wait to get it back: with Python's default of 5 ms, reading a transcript while others write takes most of a
second.
"""


def app() -> FastAPI:
    """uvicorn calls this in each worker, on its event loop."""
    settings = ChatSettings()
    configure_logs(settings.log_level)
    asyncio.get_running_loop().set_exception_handler(log_unhandled)
    sys.setswitchinterval(LONGEST_TURN_SECONDS)
    files = raise_open_files()
    if files < settings.sockets_at_once:
        log.warning("files.few", files=files, sockets_at_once=settings.sockets_at_once)
    start_tracing(settings, "chat")
    return create_app(settings)


def main() -> int:
    try:
        settings = read_settings()
    except WrongSetting as error:
        print(f"chat cannot start: {error}", file=sys.stderr)
        return 2
    warn_of_readable_secrets("chat")
    database = Database(settings.database_address)
    try:
        check_schema(database)
    except WrongSchema as error:
        print(str(error), file=sys.stderr)
        return 3
    finally:
        database.close()
    workers = settings.workers if settings.workers > 1 else None
    uvicorn.run(
        "chat.assembly.serve:app", factory=True, host=settings.host, port=settings.port, workers=workers, **OPTIONS
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

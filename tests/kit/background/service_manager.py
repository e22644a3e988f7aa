"""What systemd is to a process that it starts: a socket for signs of life, and how long it waits for one."""

import secrets
import socket

PATIENCE_SECONDS = 30.0


def service_manager(*, within_seconds: float) -> tuple[dict[str, str], socket.socket]:
    """The variables of the started process, and the socket at which its signs arrive."""
    name = f"baton-{secrets.token_hex(8)}"
    signs = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    signs.bind(f"\0{name}")
    signs.settimeout(PATIENCE_SECONDS)
    return {"NOTIFY_SOCKET": f"@{name}", "WATCHDOG_USEC": str(int(within_seconds * 1_000_000))}, signs

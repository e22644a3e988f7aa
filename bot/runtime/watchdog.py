"""Tells the service manager that the bot serves, and again and again that its event loop still turns.

The same as `kit/background/watchdog.py`, which this room may not import: systemd ends and starts again a process that
sends no sign of life. The protocol is one datagram for each sign (sd_notify(3)).
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Mapping

ADDRESS_VARIABLE = "NOTIFY_SOCKET"
PERIOD_VARIABLE = "WATCHDOG_USEC"
SIGNS_A_PERIOD = 3


async def give_signs(environment: Mapping[str, str]) -> None:
    """Says that the process serves, and then gives signs until it is cancelled. Ends at once if nobody asks for any."""
    address, period = environment.get(ADDRESS_VARIABLE, ""), environment.get(PERIOD_VARIABLE, "")
    _tell(address, "READY=1")
    if not address or not period.isdigit() or int(period) == 0:
        return
    while True:
        _tell(address, "WATCHDOG=1")
        await asyncio.sleep(int(period) / 1_000_000 / SIGNS_A_PERIOD)


def _tell(address: str, state: str) -> None:
    """A manager that is gone, or busy, must not disturb the process."""
    if not address:
        return
    abstract = "\0" + address[1:] if address.startswith("@") else address
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        sender.sendto(state.encode(), abstract)

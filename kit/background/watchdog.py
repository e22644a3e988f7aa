"""Tells the service manager that the process serves, and again and again that its event loop still turns.

systemd starts again what dies, but sees no process that hangs. So units ask for a sign of life (`WatchdogSec`), and
this sends it from the loop that answers calls: if that loop is stuck, no sign is sent, and systemd ends the process and
starts it again. The protocol is one datagram for each sign (sd_notify(3)). Without a manager nothing is sent.
"""

import asyncio
import contextlib
import socket

from kit.background.loops import Loop
from kit.settings import ServiceManager

SIGNS_A_PERIOD = 3
"""One sign may come late, or be lost, without an end."""


class Watchdog:
    """`start` when the process can serve.

    `stop` says nothing: one of several workers may end, and systemd would take its word for the whole service.
    """

    def __init__(self, manager: ServiceManager) -> None:
        self._manager = manager
        self.loop = Loop("watchdog", self._round)

    def start(self) -> None:
        self._tell("READY=1")
        if self._manager.address and self._manager.within_seconds:
            self.loop.start()

    async def stop(self) -> None:
        await self.loop.stop()

    async def _round(self) -> None:
        self._tell("WATCHDOG=1")
        await asyncio.sleep(self._manager.within_seconds / SIGNS_A_PERIOD)

    def _tell(self, state: str) -> None:
        """A manager that is gone, or busy, must not disturb the process."""
        address = self._manager.address
        if not address:
            return
        abstract = "\0" + address[1:] if address.startswith("@") else address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            sender.sendto(state.encode(), abstract)

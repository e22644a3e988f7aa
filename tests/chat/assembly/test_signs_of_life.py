"""A process that hangs is noticed by the service manager: it gets no sign of life any more."""

import asyncio
import contextlib
import signal
import socket
from pathlib import Path

import pytest

from tests.fixtures.chat_process import StartChat
from tests.kit.background.service_manager import service_manager

UNITS = Path(__file__).resolve().parents[3] / "deploy" / "systemd"
WITHIN_SECONDS = 1.5


async def test_a_process_gives_signs_while_its_event_loop_turns_and_none_while_it_hangs(
    start_chat: StartChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables, signs = service_manager(within_seconds=WITHIN_SECONDS)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with signs:
        chat = await start_chat()
        assert [await asyncio.to_thread(signs.recv, 64) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
        chat.signal(signal.SIGSTOP)
        _forget_all(signs)
        signs.settimeout(WITHIN_SECONDS)
        with pytest.raises(TimeoutError):
            await asyncio.to_thread(signs.recv, 64)
        chat.signal(signal.SIGCONT)
        signs.settimeout(20)
        assert await asyncio.to_thread(signs.recv, 64) == b"WATCHDOG=1"


def _forget_all(signs: socket.socket) -> None:
    """What the process sent before it was stopped."""
    signs.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            signs.recv(64)


@pytest.mark.parametrize("unit", sorted(UNITS.glob("*.service")), ids=lambda unit: unit.name)
def test_every_unit_ends_a_process_without_signs(unit: Path) -> None:
    lines = unit.read_text(encoding="utf-8").splitlines()
    assert {"Type=notify", "NotifyAccess=all", "WatchdogSec=60", "Restart=always"} <= set(lines)

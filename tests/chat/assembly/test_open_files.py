"""`chat` raises its limit of open files: a shell's default is soon used up, and then nobody can connect."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.assembly.open_files import MOST
from tests.fixtures.chat_process import StartChat

UNIT = Path(__file__).resolve().parents[3] / "deploy" / "systemd" / "baton-chat.service"


@pytest.fixture
def few_files() -> Iterator[None]:
    """The limit that most shells set, for the processes that the test starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1_024, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("few_files")
async def test_a_process_raises_its_limit_at_the_start(start_chat: StartChat) -> None:
    chat = await start_chat()
    soft, hard = resource.prlimit(chat.process.pid, resource.RLIMIT_NOFILE)
    assert soft == min(hard, MOST)


def test_the_service_unit_grants_as_many_files_as_chat_asks_for() -> None:
    assert f"LimitNOFILE={MOST}" in UNIT.read_text(encoding="utf-8").splitlines()

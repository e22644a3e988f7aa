"""Files are scanned by ClamAV's daemon where there is one; without its word nothing is stored."""

from pathlib import Path

import pytest

from chat.attachments.scanning import ClamdScanner, scanner_at
from kit.errors import BatonError
from tests.chat.attachments.clamd import VIRUS, clamd_on_port, clamd_on_socket

LONG = bytes(range(256)) * 1_000


async def test_a_clean_file_passes_and_was_seen_whole() -> None:
    async with clamd_on_port() as daemon:
        await scanner_at(daemon.address).check(LONG)
        assert daemon.seen == [LONG]


async def test_it_is_reached_over_a_unix_socket_too(tmp_path: Path) -> None:
    async with clamd_on_socket(tmp_path / "clamd.ctl") as daemon:
        await scanner_at(daemon.address).check(LONG)
        assert daemon.seen == [LONG]


async def test_malware_is_refused() -> None:
    async with clamd_on_port() as daemon:
        with pytest.raises(BatonError) as refused:
            await scanner_at(daemon.address).check(LONG + VIRUS)
    assert (refused.value.status, refused.value.code) == (400, "infected_file")


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0"], ids=["hangs up", "has an error"])
async def test_a_scanner_that_cannot_tell_stops_the_file(answer: bytes) -> None:
    async with clamd_on_port() as daemon:
        daemon.answer = answer
        with pytest.raises(BatonError) as refused:
            await ClamdScanner(daemon.address).check(LONG)
    assert (refused.value.status, refused.value.code) == (503, "scan_unavailable")


async def test_so_does_a_scanner_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BatonError) as refused:
        await ClamdScanner(f"unix:{tmp_path / 'nobody'}").check(LONG)
    assert refused.value.code == "scan_unavailable"


async def test_without_a_scanner_files_are_taken_as_they_are() -> None:
    await scanner_at("").check(VIRUS)

"""A pack that was switched in the browser: the launcher runs its command for it, and writes down how far that is."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from launcher.places import Checkout, DataFolder
from launcher.processes.stream import LogStream
from launcher.services.wanted_packs import WantedPacks

PROGRAM = """
import pathlib, sys
print("  …  bot's model (15 s, 50%)", flush=True)
data = pathlib.Path(sys.argv[sys.argv.index("--data") + 1])
(data / "said").write_text(" ".join(sys.argv[1:4]))
if sys.argv[3] == "broken":
    while not (data / "seen").exists():
        pass
    sys.exit("baton: the pack broken cannot be trained.")
"""


@asynccontextmanager
async def following(tmp_path: Path) -> AsyncIterator[DataFolder]:
    (tmp_path / "baton").write_text(PROGRAM, encoding="utf-8")
    data = DataFolder(tmp_path / "data")
    data.packs.mkdir(parents=True)
    task = asyncio.create_task(WantedPacks(Checkout(tmp_path), data, LogStream()).follow())
    await asyncio.sleep(0)  # what was left from before is taken away first
    yield data
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def change_until(data: DataFolder, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            if data.changed_packs.is_file():
                change: dict[str, Any] = json.loads(data.changed_packs.read_text(encoding="utf-8"))
                if is_so(change):
                    return change
            await asyncio.sleep(0.02)


def wish(data: DataFolder, pack: str, *, on: bool) -> None:
    data.wanted_packs.write_text(json.dumps({"pack": pack, "on": on}), encoding="utf-8")


async def test_a_wish_is_carried_out(tmp_path: Path) -> None:
    async with following(tmp_path) as data:
        wish(data, "outages", on=False)
        done = await change_until(data, lambda change: change["state"] == "done")
        assert (done["pack"], done["on"], done["problem"]) == ("outages", False, None)
        assert (data.path / "said").read_text(encoding="utf-8") == "packs off outages"
        assert not data.wanted_packs.exists()


async def test_progress_and_a_failure_are_told_and_the_next_wish_is_heard(tmp_path: Path) -> None:
    async with following(tmp_path) as data:
        wish(data, "broken", on=True)
        assert (await change_until(data, lambda change: change["share"] == 0.5))["state"] == "training"
        (data.path / "seen").touch()
        failed = await change_until(data, lambda change: change["state"] == "failed")
        assert failed["problem"] == "the pack broken cannot be trained."
        wish(data, "../../etc", on=True)
        assert (await change_until(data, lambda one: one["pack"] == "../../etc"))["state"] in ("training", "failed")
        await change_until(data, lambda change: change["pack"] == "../../etc" and change["state"] == "failed")
        wish(data, "outages", on=True)
        await change_until(data, lambda change: change["pack"] == "outages" and change["state"] == "done")

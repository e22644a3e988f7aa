"""Switches packs that an administrator has switched in the browser: `chat` leaves the wish in the data folder.

It runs `./baton packs on|off` beside the running bot, which goes on answering, and writes down how far that is.
"""

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any

from launcher.places import Checkout, DataFolder
from launcher.processes.child import Command
from launcher.processes.process_environment import inherited_environment
from launcher.processes.run import CommandFailed, run
from launcher.processes.stream import LogStream

LOOKS_EVERY_SECONDS = 1.0
_SHARE = re.compile(r"(\d{1,3})%")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


class WantedPacks:
    """One wish at a time."""

    def __init__(self, checkout: Checkout, data: DataFolder, stream: LogStream) -> None:
        self._checkout, self._data, self._stream = checkout, data, stream

    async def follow(self) -> None:
        """Runs as long as Baton does. A change that was under way when Baton stopped is over."""
        for left in (self._data.wanted_packs, self._data.changed_packs):
            left.unlink(missing_ok=True)
        while True:
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
            try:
                await self._look()
            except OSError as error:  # a full disk must not end Baton
                self._stream.say("baton", f"the packs cannot be switched: {error}")

    async def _look(self) -> None:
        wanted = _read(self._data.wanted_packs)
        if wanted is None:
            return
        pack, on = str(wanted.get("pack")), wanted.get("on") is True
        self._note(pack, on, "training")
        self._data.wanted_packs.unlink(missing_ok=True)
        if not _ID.fullmatch(pack):
            self._note(pack, on, "failed", problem="there is no such pack")
            return
        self._stream.say("baton", f"switching the pack {pack} {'on' if on else 'off'}")
        try:
            await self._switch(pack, on)
        except CommandFailed as failed:
            said = [line.strip() for line in failed.tail.splitlines() if line.strip()]
            self._note(pack, on, "failed", problem=said[-1].removeprefix("baton: ") if said else "it failed")
        else:
            self._note(pack, on, "done")

    async def _switch(self, pack: str, on: bool) -> None:
        """Beside a bot that answers, so at a lower priority."""
        baton: Command = ["nice", "-n", "10", sys.executable, self._checkout.root / "baton"]

        def hear(line: str) -> None:
            if found := _SHARE.search(line):
                self._note(pack, on, "training", share=min(1.0, int(found[1]) / 100))

        await run(
            [*baton, "packs", "on" if on else "off", pack, "--data", self._data.path],
            environment=inherited_environment(self._checkout),
            folder=self._checkout.root,
            log=None,
            on_line=hear,
        )

    def _note(self, pack: str, on: bool, state: str, *, share: float | None = None, problem: str | None = None) -> None:
        text = json.dumps({"pack": pack, "on": on, "state": state, "share": share, "problem": problem})
        fresh = self._data.changed_packs.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._data.changed_packs)


def _read(file: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else {}

"""The packs in this process: those that the running bot serves, and the connectors they describe.

The launcher writes into the data folder which packs are on, whenever the bot has changed over. This looks at that file
once a second, and at once if the dialogue names a connector that is not known yet. A process that somebody starts alone
has the folders of its packs in a setting instead.
"""

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from chat.connectors.connector import Connector
from chat.connectors.definition import Definition
from chat.connectors.http_connector import HttpConnector, Outward
from chat.packs.pack import Pack, read_pack
from chat.packs.switching import Switching
from kit.background.loops import Loop

LOOK_SECONDS = 1.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Read:
    state: object
    packs: Sequence[Pack]


class CurrentPacks:
    """Keeps what was read last. `folders` is the setting; without it the launcher's file is followed."""

    def __init__(self, served: Path, folders: str, outward: Outward) -> None:
        self._served = served
        self._folders = [Path(folder) for folder in folders.split(os.pathsep) if folder]
        self._outward = outward
        self.switching = Switching(served.parent)
        self._read = _Read(None, ())
        self._connectors: dict[str, Connector] = {}
        self._reading = asyncio.Lock()
        self.loop = Loop("packs", self._look)

    @property
    def all(self) -> Sequence[Pack]:
        return self._read.packs

    @property
    def follows_launcher(self) -> bool:
        """Whether packs can be switched from here."""
        return not self._folders and self._served.is_file()

    def has_secret(self, name: str) -> bool:
        """Whether a secret that a pack names is there. Its value stays where it is."""
        return bool(self._outward.secret(name))

    async def start(self) -> None:
        await self.refresh()
        self.loop.start()

    async def stop(self) -> None:
        await self.loop.stop()
        await self._outward.close()

    async def connector(self, name: str) -> Connector | None:
        """The connector of a pack that is on; None if none describes it, or if it runs inside this process."""
        if name not in self._connectors:
            await self.refresh()
        return self._connectors.get(name)

    def connector_of(self, definition: Definition) -> Connector | None:
        """The connector of a definition, also of a pack that is off; None if it runs inside this process."""
        if definition.request is None:
            return None
        running = self._connectors.get(definition.name)
        if isinstance(running, HttpConnector) and running.definition == definition:
            return running
        return HttpConnector(definition, definition.request, self._outward)

    async def refresh(self) -> None:
        async with self._reading:
            found = await asyncio.to_thread(self._changed)
            if found is None:
                return
            self._read = found
            self._connectors = self._built(found.packs)
            for pack in found.packs:
                if pack.broken:
                    log.error("connector.broken", pack=pack.id, connectors=list(pack.broken))

    def _built(self, packs: Sequence[Pack]) -> dict[str, Connector]:
        """A later pack's connector replaces an earlier one's. One that has not changed keeps its limits."""
        described = {name: one for pack in packs if pack.is_on for name, one in pack.connectors.items()}
        return {name: found for name, one in described.items() if (found := self.connector_of(one)) is not None}

    async def _look(self) -> None:
        await asyncio.sleep(LOOK_SECONDS)
        await self.refresh()

    def _changed(self) -> _Read | None:
        """Everything read anew; None if nothing has changed."""
        if self._folders:
            if self._read.state is not None:
                return None
            return _Read("folders", [read_pack(one, is_on=True, is_added=False) for one in self._folders])
        try:
            about = self._served.stat()
            state = (about.st_ino, about.st_mtime_ns)
            if state == self._read.state:
                return None
            listed = json.loads(self._served.read_text(encoding="utf-8")).get("packs") or []
            packs = [read_pack(Path(one["folder"]), is_on=one["on"], is_added=one["added"]) for one in listed]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return _Read(state, packs)

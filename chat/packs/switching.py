"""Switching a pack from the browser: the wish is written into the data folder, where the launcher reads it.

The launcher trains in the background and changes the bot over, as it does for `./baton packs`. `chat` starts no process
itself: whoever breaks into it must not be able to.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

State = Literal["asked", "training", "done", "failed"]


@dataclass(frozen=True)
class Change:
    """A change of the packs and how far it is. `problem` is what the launcher said when it failed."""

    pack: str
    on: bool
    state: State
    share: float | None = None
    problem: str | None = None

    @property
    def is_under_way(self) -> bool:
        return self.state in ("asked", "training")


class Switching:
    """The two files that `chat` and the launcher share: `wanted.json` and `change.json`."""

    def __init__(self, folder: Path) -> None:
        self._wanted = folder / "wanted.json"
        self._change = folder / "change.json"

    def ask(self, pack: str, *, on: bool) -> Change:
        """Blocks for a moment: call it in a thread."""
        fresh = self._wanted.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"pack": pack, "on": on}), encoding="utf-8")
        fresh.replace(self._wanted)
        return Change(pack, on, "asked")

    def now(self) -> Change | None:
        """The change that is wanted or under way, else the last one."""
        wanted = _read(self._wanted)
        if wanted is not None:
            return Change(str(wanted.get("pack")), bool(wanted.get("on")), "asked")
        found = _read(self._change)
        return None if found is None else _change_of(found)


def change_body(change: Change | None) -> dict[str, Any] | None:
    return None if change is None else asdict(change)


def _change_of(found: dict[str, Any]) -> Change | None:
    state, share = found.get("state"), found.get("share")
    if state not in ("training", "done", "failed"):
        return None
    problem = str(found["problem"]) if found.get("problem") else None
    return Change(
        str(found.get("pack")), bool(found.get("on")), state, share if isinstance(share, float) else None, problem
    )


def _read(file: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None

"""Which packs there are, and which are on: `BATON_PACKS`, else what was chosen, else the shop if there is demo data."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher.command_error import CommandError
from launcher.places import Checkout, DataFolder

SHOP = "shop"
VARIABLE = "BATON_PACKS"
ABOUT = "pack.yml"
_FIELD = re.compile(r"^(\w+): *(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Pack:
    """A pack in its folder. An added one lies in the data folder, a built-in one in the checkout."""

    id: str
    folder: Path
    is_added: bool

    @property
    def title(self) -> str:
        return self._field("title").strip("\"'") or self.id

    @property
    def needs(self) -> list[str]:
        """The packs that it builds on."""
        return [name.strip("\"' ") for name in self._field("needs").strip("[]").split(",") if name.strip()]

    def _field(self, name: str) -> str:
        """Read without a YAML parser, which the launcher does not have; `packs add` has checked the file."""
        fields: dict[str, str] = dict(_FIELD.findall((self.folder / ABOUT).read_text(encoding="utf-8")))
        return fields.get(name, "").strip()


def built_in(checkout: Checkout) -> dict[str, Pack]:
    return _in(checkout.root / "training_data" / "packs", is_added=False)


def available(checkout: Checkout, data: DataFolder) -> dict[str, Pack]:
    """All packs by id. An added pack comes before a built-in one with the same id."""
    return built_in(checkout) | _in(data.packs, is_added=True)


def _in(folder: Path, *, is_added: bool) -> dict[str, Pack]:
    found = sorted(file.parent for file in folder.glob(f"*/{ABOUT}") if not file.parent.name.startswith("."))
    return {one.name: Pack(one.name, one, is_added) for one in found}


def shop(checkout: Checkout) -> list[Path]:
    """The demo's pack, for commands that work on the demo's articles."""
    return [built_in(checkout)[SHOP].folder]


def active(checkout: Checkout, data: DataFolder, *, demo: bool) -> list[Path]:
    """The folders of the packs that are on, in order."""
    return folders_of(checkout, data, active_ids(data, demo=demo))


def active_ids(data: DataFolder, *, demo: bool) -> list[str]:
    if (given := os.environ.get(VARIABLE)) is not None:
        return [name.strip() for name in given.split(",") if name.strip()]
    if data.active_packs.is_file():
        return _stored(data)
    return [SHOP] if demo else []


def folders_of(checkout: Checkout, data: DataFolder, ids: Sequence[str]) -> list[Path]:
    known = available(checkout, data)
    if unknown := [name for name in ids if name not in known]:
        raise CommandError(
            f"there is no pack {unknown[0]!r}: `./baton packs list` shows those there are, and `./baton packs add DIR` "
            "adds one."
        )
    return [known[name].folder for name in ids]


def described(checkout: Checkout, data: DataFolder, on: Sequence[Path]) -> list[dict[str, object]]:
    """All packs for `chat`: those that are on in their order, then the others."""
    others = [pack.folder for pack in available(checkout, data).values() if pack.folder not in on]
    return [
        {"folder": str(folder), "on": folder in on, "added": folder.is_relative_to(data.packs)}
        for folder in [*on, *others]
    ]


def require_needed(checkout: Checkout, data: DataFolder, ids: Sequence[str]) -> None:
    """Refuses a choice in which a pack comes without, or before, one that it builds on."""
    known = available(checkout, data)
    for place, name in enumerate(ids):
        missing = [need for need in known[name].needs if need not in ids[:place]] if name in known else []
        if missing:
            raise CommandError(f"the pack {name} needs the pack {missing[0]}: keep that one on, before {name}.")


def choose(data: DataFolder, ids: Sequence[str]) -> None:
    """Stores the choice, in one step: a running Baton reads this file."""
    data.packs.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = data.active_packs.with_suffix(".new")
    fresh.write_text(json.dumps(list(ids)) + "\n", encoding="utf-8")
    fresh.replace(data.active_packs)


def _stored(data: DataFolder) -> list[str]:
    try:
        return [str(name) for name in json.loads(data.active_packs.read_text(encoding="utf-8"))]
    except (ValueError, TypeError) as error:
        raise CommandError(
            f"{data.active_packs} cannot be read: delete it, and switch packs on again with `./baton packs on`."
        ) from error

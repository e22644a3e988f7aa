"""A pack as the settings page shows it, read from its folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from chat.connectors.definition import Definition, read_definitions

ABOUT = "pack.yml"


@dataclass(frozen=True)
class Pack:
    """`broken` names the connectors that cannot be used as they are described."""

    id: str
    is_on: bool
    is_added: bool
    title: str
    description: str = ""
    version: str = ""
    languages: Sequence[str] = ()
    needs: Sequence[str] = ()
    connectors: Mapping[str, Definition] = field(default_factory=dict)
    broken: Sequence[str] = ()


def read_pack(folder: Path, *, is_on: bool, is_added: bool) -> Pack:
    """A folder that cannot be read is still listed, by its name."""
    about = _about(folder / ABOUT)
    connectors, broken = read_definitions(folder)
    return Pack(
        folder.name,
        is_on,
        is_added,
        str(about.get("title") or folder.name),
        str(about.get("description") or "").strip(),
        str(about.get("version") or ""),
        _names(about.get("languages")),
        _names(about.get("needs")),
        connectors,
        broken,
    )


def _about(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return content if isinstance(content, dict) else {}


def _names(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []

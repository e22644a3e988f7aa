"""The packs of a broadband provider that docs/packs.md shows, written to a folder."""

import re
from pathlib import Path

from tests.bot.process import ROOT

_PARTS = re.compile(r"^## ", re.MULTILINE)
_BLOCK = re.compile(r"^\*\*([\w/.]+)\*\*\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def documented_pack(folder: Path, name: str = "outages", server: str | None = None) -> Path:
    """An example of the document, so that it stays true. Its connectors call `server` instead of the one there."""
    pack = folder / name
    [part] = [each for each in _PARTS.split(_text()) if f"The folder is `{name}`" in each]
    for file_name, text in _BLOCK.findall(part):
        file = pack / file_name
        file.parent.mkdir(parents=True, exist_ok=True)
        plain = re.sub(r"^    ", "", text, flags=re.MULTILINE).rstrip("\n") + "\n"
        file.write_text(plain.replace("https://api.example.com", server or "https://api.example.com"), encoding="utf-8")
    return pack


def _text() -> str:
    return (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")

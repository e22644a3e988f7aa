"""A small pack of a broadband provider, written to a folder, as docs/packs.md shows it."""

import re
from pathlib import Path

from tests.bot.process import ROOT

_BLOCK = re.compile(r"^\*\*([\w/.]+)\*\*\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def documented_pack(folder: Path) -> Path:
    """The example of the document, so that it stays true."""
    pack = folder / "outages"
    for name, text in _BLOCK.findall((ROOT / "docs" / "packs.md").read_text(encoding="utf-8")):
        file = pack / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(re.sub(r"^    ", "", text, flags=re.MULTILINE).rstrip("\n") + "\n", encoding="utf-8")
    return pack

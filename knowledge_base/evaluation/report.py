"""How a measuring command ends: its rows in a file, its figures on standard output."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from knowledge_base.encoders.encoder import EncoderUnusableError

Figures = Mapping[str, float | None]


class UnusableInputError(ValueError):
    """The command cannot continue; the text says which file is wrong, and how."""


def report(measure: Callable[[], tuple[Figures, Iterable[Any]]], out: Path | None, *, as_json: bool) -> int:
    """Measures and prints; returns the exit code. Input that cannot be used is said in one sentence."""
    try:
        figures, rows = measure()
    except (UnusableInputError, EncoderUnusableError) as error:
        print(error, file=sys.stderr)
        return 1
    if out is not None:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    if as_json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:32} {value if value is None else round(value, 4)}")
    return 0

"""A canned reply as a value, and the filling in of its variables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kit.clock import to_text

VARIABLES = ("customer_name", "agent_name", "order_number")
"""What a text may hold in braces."""

_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A text with a name, and the letters behind `/` that call it."""

    id: str
    shortcut: str
    title: str
    text: str
    updated_at: datetime
    updated_by: str

    def body(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "shortcut": self.shortcut,
            "title": self.title,
            "text": self.text,
            "updated_at": to_text(self.updated_at),
            "updated_by": self.updated_by,
        }


def unknown_variables(text: str) -> list[str]:
    """What stands in braces and is no variable."""
    return [name for name in _VARIABLE.findall(text) if name not in VARIABLES]


def fill(text: str, values: Mapping[str, str | None]) -> tuple[str, list[str]]:
    """The text with what is known in it, and the variables that nothing is known for: they stay as they stand."""
    missing = [name for name in dict.fromkeys(_VARIABLE.findall(text)) if not values.get(name)]
    return _VARIABLE.sub(lambda found: values.get(found[1]) or found[0], text), missing

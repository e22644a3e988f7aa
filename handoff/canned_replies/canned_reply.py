"""The canned reply value, and how its variables are filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kit.clock import to_text

VARIABLES = ("customer_name", "agent_name", "order_number")
"""The names that a text may contain in braces."""

_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A titled text, inserted by typing `/` and its shortcut. Without an `owner_id` it is everybody's."""

    id: str
    shortcut: str
    title: str
    text: str
    updated_at: datetime
    updated_by: str
    folder: str = ""
    department_id: str | None = None
    owner_id: str = ""

    def body(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "shortcut": self.shortcut,
            "title": self.title,
            "text": self.text,
            "updated_at": to_text(self.updated_at),
            "updated_by": self.updated_by,
            "folder": self.folder,
            "department": self.department_id,
            "personal": self.owner_id != "",
        }

    def is_for(self, department_id: str | None) -> bool:
        """Returns whether it is offered in a conversation of this department."""
        return self.department_id is None or self.department_id == department_id


def unknown_variables(text: str) -> list[str]:
    """Returns the names in braces that are not variables."""
    return [name for name in _VARIABLE.findall(text) if name not in VARIABLES]


def fill(text: str, values: Mapping[str, str | None]) -> tuple[str, list[str]]:
    """Returns the text with its variables filled in, and the variables without a value, which stay as written."""
    missing = [name for name in dict.fromkeys(_VARIABLE.findall(text)) if not values.get(name)]
    return _VARIABLE.sub(lambda found: values.get(found[1]) or found[0], text), missing

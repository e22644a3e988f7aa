"""Contact details that a customer leaves: how to reach them, and what it is about."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Contact:
    """An e-mail address, a phone number, or both; from the form before the chat, perhaps a name alone.

    `note` is empty if the customer left none.
    """

    email: str | None
    phone: str | None
    note: str
    name: str | None = None

    def body(self) -> dict[str, Any]:
        named = {"name": self.name} if self.name else {}
        return {"email": self.email, "phone": self.phone, "note": self.note, **named}

"""What a customer leaves so that somebody gets back to her: where she can be reached, and what it is about."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Contact:
    """An e-mail address, a phone number, or both; `note` is empty where she left none."""

    email: str | None
    phone: str | None
    note: str

    def body(self) -> dict[str, Any]:
        return {"email": self.email, "phone": self.phone, "note": self.note}

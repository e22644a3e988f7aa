"""What every connector offers, whether it calls a server of the company or answers inside this process.

A connector gets values and returns an outcome: an event for the dialogue, and fields for its texts. It never raises for
a company's system that fails, because that is an outcome too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

FAILED = "failed"
NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Asked:
    """What a connector is asked. `key` is the same if the same turn runs again; `confirmed`: the customer said yes."""

    values: Mapping[str, str]
    key: str
    language: str = "en"
    confirmed: bool = False


@dataclass(frozen=True)
class Told:
    """What came of it. `reason` says why it failed; `status` is the HTTP status, if there was one."""

    event: str
    outcome: str
    fields: Mapping[str, str] = field(default_factory=dict)
    reason: str | None = None
    status: int | None = None


class Connector(Protocol):
    """One look-up, or one action."""

    @property
    def changes(self) -> bool:
        """Whether a call changes something at the company's."""

    async def call(self, asked: Asked) -> Told:
        """Returns within the connector's time-out."""


def failed(name: str, reason: str, status: int | None = None) -> Told:
    """The outcome that every connector has: it could not be carried out."""
    return Told(f"{name}_{FAILED}", FAILED, reason=reason, status=status)

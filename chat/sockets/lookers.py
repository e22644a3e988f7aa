"""Who has which conversation open right now, so that two agents do not read the same one without knowing.

Nothing is stored. Each agent's socket reports what it has open and repeats it now and then; what is not repeated ends.
"""

import time
from collections.abc import Mapping
from typing import Any

from kit.events import Event

ENDS_AFTER_SECONDS = 45.0
"""Sockets repeat what is open at least every twenty seconds."""


def looking_event(person_id: str, name: str, conversation_id: str, *, looking: bool) -> Event:
    person = {"id": person_id, "name": name}
    return Event("looking.changed", {"conversation_id": conversation_id, "person": person, "looking": looking})


class Lookers:
    """What the agents' sockets of every process have reported."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str], tuple[float, Mapping[str, Any]]] = {}
        """The end of each report and its details, by conversation and person."""

    def heard(self, details: Mapping[str, Any]) -> None:
        key = details["conversation_id"], details["person"]["id"]
        self._forget_ended()
        if details["looking"]:
            self._until[key] = (time.monotonic() + ENDS_AFTER_SECONDS, details)
        else:
            self._until.pop(key, None)

    def at(self, conversation_id: str) -> list[Mapping[str, Any]]:
        """Returns the details of each report about this conversation that has not ended."""
        self._forget_ended()
        return [details for (about, _), (_, details) in self._until.items() if about == conversation_id]

    def _forget_ended(self) -> None:
        now = time.monotonic()
        for key in [key for key, (until, _) in self._until.items() if until <= now]:
            del self._until[key]

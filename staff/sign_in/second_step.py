"""The ticket between the two steps of signing in: it says whose password was right, and lets nobody in by itself."""

import json
from datetime import timedelta

from kit.clock import Clock
from kit.errors import NotSignedIn
from kit.identifiers import hash_token
from kit.keys.installation_key import InstallationKey

LASTS = timedelta(minutes=5)

_PURPOSE = "second step"


class SecondSteps:
    """Tickets are sealed and not stored, so that any process can take the second step."""

    def __init__(self, key: InstallationKey, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def needed(self, person_id: str, seen: str) -> NotSignedIn:
        """The error that asks for a code. `seen` is the stored password that was right: a new one ends the ticket."""
        until = (self._clock() + LASTS).timestamp()
        ticket = self._key.seal(_PURPOSE, json.dumps([person_id, hash_token(seen), until]))
        return NotSignedIn("Enter the code of your app.", code="second_factor_needed", ticket=ticket)

    def read(self, ticket: str) -> tuple[str, str]:
        """Returns the person and the hash of the stored password. Raises NotSignedIn `ticket_expired`."""
        content = self._key.unseal(_PURPOSE, ticket)
        if content is None:
            raise ticket_expired()
        person_id, seen, until = json.loads(content)
        if self._clock().timestamp() >= until:
            raise ticket_expired()
        return person_id, seen


def ticket_expired() -> NotSignedIn:
    return NotSignedIn("This sign-in took too long. Start again.", code="ticket_expired")

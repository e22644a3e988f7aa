"""Known devices: browsers in which a person has signed in before.

Such a browser keeps a cookie that the installation's key signed for this person. It lets nobody in. It only separates
the person's own attempts from those of strangers, so that nobody can lock them out (`staff.attempts.throttle`).
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from kit.clock import Clock
from kit.identifiers import new_token, same_secret
from kit.keys.installation_key import InstallationKey

LASTS = timedelta(days=365)

_PURPOSE = "known device"


class KnownDevices:
    """Makes and checks the cookies of known devices."""

    def __init__(self, key: InstallationKey, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def make(self, person_id: str) -> str:
        """The cookie's value for a device on which this person has just signed in."""
        nonce, since = new_token()[:22], int(self._clock().timestamp())
        return f"{nonce}.{since}.{self._sign(person_id, nonce, since)}"

    def find(self, person_id: str, cookies: Mapping[str, str]) -> str | None:
        """The device's own name if one of these cookies is this person's; else None."""
        nonce, _, rest = cookies.get(cookie_name(person_id), "").partition(".")
        since, _, signature = rest.partition(".")
        if not nonce or not since.isascii() or not since.isdecimal() or len(since) > 12:
            return None
        age = self._clock().timestamp() - int(since)
        if age > LASTS.total_seconds() or not same_secret(signature, self._sign(person_id, nonce, int(since))):
            return None
        return nonce

    def _sign(self, person_id: str, nonce: str, since: int) -> str:
        return self._key.sign(_PURPOSE, f"{person_id}.{nonce}.{since}")


def cookie_name(person_id: str) -> str:
    """One cookie for each person, so that colleagues can share a machine."""
    return "baton_device_" + hashlib.sha256(person_id.encode()).hexdigest()[:12]

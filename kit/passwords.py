"""Passwords: argon2id with OWASP's parameters, on threads of their own, with a limit on how many run at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 256


# OWASP Password Storage Cheat Sheet: argon2id, m = 19 MiB, t = 2, p = 1.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _decoy() -> str:
    return _HASHER.hash("nobody has this password")


class Passwords:
    """Hashes and checks passwords. At most two run at once: each takes 19 MiB, and sign-ins must not slow down
    messages.
    """

    def __init__(self, *, at_once: int = 2) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="passwords")
        self._decoy = _decoy()  # now, and not at the first sign-in of an unknown person

    def hash_now(self, password: str) -> str:
        return _HASHER.hash(password)

    async def hash(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.hash_now, password)

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether the password is right. Takes equally long for an unknown person (`stored` is None)."""
        check = asyncio.get_running_loop().run_in_executor(
            self._threads, self._matches, password, stored or self._decoy
        )
        return await check and stored is not None

    def outdated(self, stored: str) -> bool:
        """Whether the hash uses other parameters, so that the password should be hashed again at this sign-in."""
        return _HASHER.check_needs_rehash(stored)

    def _matches(self, password: str, stored: str) -> bool:
        try:
            return _HASHER.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

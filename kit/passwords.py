"""Passwords: argon2id at OWASP's parameters, off the event loop, and never more than a few at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 256


class Passwords:
    """Hashes and checks passwords. Two at once at most: each takes 19 MiB, and sign-ins must not starve messages."""

    def __init__(self, *, at_once: int = 2) -> None:
        # OWASP Password Storage Cheat Sheet: argon2id, m = 19 MiB, t = 2, p = 1.
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="passwords")
        self._decoy = self._hasher.hash("nobody has this password")

    def hash_now(self, password: str) -> str:
        return self._hasher.hash(password)

    async def hash(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.hash_now, password)

    async def matches(self, password: str, stored: str | None) -> bool:
        """Whether the password is right. Takes as long for somebody unknown (`stored` None) as for somebody known."""
        check = asyncio.get_running_loop().run_in_executor(
            self._threads, self._matches, password, stored or self._decoy
        )
        return await check and stored is not None

    def outdated(self, stored: str) -> bool:
        """Whether the hash was made with other parameters and should be made anew at this sign-in."""
        return self._hasher.check_needs_rehash(stored)

    def _matches(self, password: str, stored: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False

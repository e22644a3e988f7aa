"""Where the files are: a folder of the data folder. Anything that can keep bytes under a key can take its place.

`FileStore` is all that Baton asks of a storage: an object storage such as S3 can implement it, and is passed to
`create_app`. A key is random and never changes its content, so a store needs neither locks nor versions.
"""

import asyncio
import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from kit.errors import NotFound, StorageUnavailable

_KEY = re.compile(r"[0-9a-f]{32}(-preview)?")


class FileStore(Protocol):
    """Keeps bytes under keys of letters, digits and hyphens."""

    async def put(self, key: str, content: bytes) -> None:
        """Returns once the content will survive a power cut. Raises StorageUnavailable."""

    async def get(self, key: str) -> bytes:
        """Raises NotFound."""

    async def delete(self, key: str) -> None:
        """Deleting what is not there changes nothing."""


def new_key() -> str:
    return secrets.token_hex(16)


class FolderStore:
    """Files in a folder that only Baton may read, spread over 256 subfolders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, key: str, content: bytes) -> None:
        await asyncio.to_thread(self.put_now, key, content)

    async def get(self, key: str) -> bytes:
        return await asyncio.to_thread(self._get_now, key)

    async def delete(self, key: str) -> None:
        await asyncio.to_thread(self.delete_now, key)

    def put_now(self, key: str, content: bytes) -> None:
        path = self._path(key)
        partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            raise StorageUnavailable("Files cannot be stored right now. Please try again.") from error

    def delete_now(self, key: str) -> None:
        with contextlib.suppress(NotFound):
            self._path(key).unlink(missing_ok=True)

    def stored(self) -> Iterator[tuple[str, float]]:
        """Each stored key with the time of its file."""
        for path in self._folder.glob("??/*"):
            if _KEY.fullmatch(path.name):
                yield path.name, path.stat().st_mtime

    def _get_now(self, key: str) -> bytes:
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise NotFound() from None

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise NotFound()
        return self._folder / key[:2] / key

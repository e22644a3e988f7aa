"""Where the files are: a folder of the data folder, or a bucket (`bucket.py`), as the settings say.

`FileStore` is all that Baton asks of a storage: anything that can keep bytes under a key can implement it, and is
passed to `create_app`. A key is random and never changes its content, so a store needs neither locks nor versions.
"""

import asyncio
import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from chat.attachments.settings import FilesSettings
from kit.errors import BatonError, NotFound, StorageUnavailable

_KEY = re.compile(r"[0-9a-f]{32}(-preview)?")


class FilesUnavailable(BatonError):
    """503: the storage of files cannot be used. Messages without files are not concerned."""

    code = "files_unavailable"
    status = 503

    def __init__(self, why: str = "cannot be reached") -> None:
        """`why` is for operators."""
        super().__init__("Files cannot be stored or read right now. Please try again.", retry_after=5)
        self.why = why


class FileStore(Protocol):
    """Keeps bytes under keys of letters, digits and hyphens."""

    async def put(self, key: str, content: bytes) -> None:
        """Returns once the content will survive a power cut. Raises StorageUnavailable or FilesUnavailable."""

    async def get(self, key: str) -> bytes:
        """Raises NotFound, and FilesUnavailable where nobody can tell."""

    async def delete(self, key: str) -> None:
        """Deleting what is not there changes nothing."""


@runtime_checkable
class RemoteStore(FileStore, Protocol):
    """A storage that can be out of reach."""

    async def state(self) -> str:
        """`ok`, or what is wrong, for everybody to read."""

    async def probe(self) -> str:
        """The same, by storing a file and deleting it."""


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
        return self._folder / place_of(key)


def place_of(key: str) -> str:
    """Spread over 256 folders. Raises NotFound for what cannot be a key."""
    if not _KEY.fullmatch(key):
        raise NotFound()
    return f"{key[:2]}/{key}"


class MovedStore:
    """New files go to `now`; those of `before` are still read, and deleted in both.

    So an installation can move while it runs, and an erasure also reaches what was copied and is still in the folder.
    """

    def __init__(self, now: RemoteStore, before: FolderStore) -> None:
        self._now = now
        self.before = before

    async def put(self, key: str, content: bytes) -> None:
        await self._now.put(key, content)

    async def get(self, key: str) -> bytes:
        try:
            return await self._now.get(key)
        except NotFound:
            return await self.before.get(key)

    async def delete(self, key: str) -> None:
        await self._now.delete(key)
        await self.before.delete(key)

    async def state(self) -> str:
        return await self._now.state()

    async def probe(self) -> str:
        return await self._now.probe()


def folder_of(store: FileStore) -> FolderStore | None:
    """The part of a storage that Baton may look through by itself."""
    if isinstance(store, MovedStore):
        return store.before
    return store if isinstance(store, FolderStore) else None


def store_of(settings: FilesSettings) -> FileStore:
    """The bucket's library is only loaded where there is a bucket."""
    folder = FolderStore(settings.files_folder)
    if not settings.s3_bucket:
        return folder
    from chat.attachments.bucket import BucketStore

    bucket = BucketStore(settings)
    return MovedStore(bucket, folder) if settings.files_folder.is_dir() else bucket

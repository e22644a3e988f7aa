"""Files in a bucket of an S3-compatible storage, for installations on several machines.

The bucket stays private: only Baton has its key, and serves each file itself, under its own policy. A file has the same
place in it as in the data folder, so any program that copies folders into buckets can move an installation. Baton never
lists the bucket to clean it up: a trial from a backup with the same settings would delete what it does not know.
"""

import asyncio
import secrets
import time
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

import structlog
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from chat.attachments.settings import FilesSettings
from chat.attachments.storage import FilesUnavailable, place_of
from kit.errors import NotFound

log = structlog.get_logger(__name__)

T = TypeVar("T")
FRESH_SECONDS = 5.0
"""How long a state is cached: `GET /health` is public, and each look is a call."""
PATIENCE_SECONDS = 2.0
CONNECT_SECONDS = 3
_NO_BUCKET = "NoSuchBucket"


class BucketStore:
    """A `FileStore`. Constructing it connects to nothing."""

    def __init__(self, settings: FilesSettings) -> None:
        assert settings.s3_access_key is not None
        assert settings.s3_secret_key is not None
        self._seconds = settings.s3_timeout_seconds
        self._store = S3Store(
            settings.s3_bucket,
            prefix=settings.s3_prefix.strip("/") or None,
            endpoint=settings.s3_endpoint.rstrip("/") or f"https://s3.{settings.s3_region}.amazonaws.com",
            region=settings.s3_region,
            access_key_id=settings.s3_access_key.get_secret_value(),
            secret_access_key=settings.s3_secret_key.get_secret_value(),
            virtual_hosted_style_request=False,
            disable_bulk_delete=True,  # some storages know only the plain call
            client_options={
                "allow_http": settings.s3_endpoint.startswith("http://"),
                "connect_timeout": f"{CONNECT_SECONDS}s",
                "timeout": timedelta(seconds=self._seconds),
            },
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=self._seconds)},
        )
        self._state = ""
        self._fresh_until = 0.0
        self._looking = asyncio.Lock()

    async def put(self, key: str, content: bytes) -> None:
        await self._do("put", self._store.put_async(place_of(key), content, use_multipart=False))

    async def get(self, key: str) -> bytes:
        return await self._do("get", self._read(place_of(key)))

    async def delete(self, key: str) -> None:
        try:
            await self._do("delete", self._store.delete_async(place_of(key)))
        except NotFound:
            return

    async def state(self) -> str:
        """`ok`, or what is wrong, for everybody to read."""
        async with self._looking:
            if time.monotonic() >= self._fresh_until:
                self._state = await self._look()
                self._fresh_until = time.monotonic() + FRESH_SECONDS
            return self._state

    async def probe(self) -> str:
        """As `state`, by storing a file, reading it and deleting it."""
        key, content = secrets.token_hex(16), b"baton"
        try:
            await self.put(key, content)
            same = await self.get(key) == content
            await self.delete(key)
        except FilesUnavailable as error:
            return error.why
        except NotFound:
            same = False
        return "ok" if same else "does not return what was stored"

    async def _read(self, place: str) -> bytes:
        found = await self._store.get_async(place)
        return bytes(await found.bytes_async())

    async def _look(self) -> str:
        """Asks for a file that is not there: that needs the address, the bucket and the key, and moves no data."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self.get(secrets.token_hex(16))
        except NotFound:
            return "ok"
        except FilesUnavailable as error:
            return error.why
        except TimeoutError:
            return _SLOW
        return "ok"

    async def _do(self, action: str, call: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self._seconds):
                return await call
        except (BaseError, OSError, ValueError) as error:  # TimeoutError is an OSError
            if isinstance(error, FileNotFoundError) and _NO_BUCKET not in str(error):
                raise NotFound() from None
            why = _in_words(error)
            log.warning("files.failed", action=action, why=why, error=type(error).__name__)
            raise FilesUnavailable(why) from error


_SLOW = "does not answer in time"


def _in_words(error: Exception) -> str:
    """In our own words: a library's have addresses in them."""
    if isinstance(error, FileNotFoundError):
        return "has no such bucket"
    if isinstance(error, PermissionDeniedError | UnauthenticatedError):
        return "refuses the key"
    return _SLOW if isinstance(error, TimeoutError) else "cannot be reached"

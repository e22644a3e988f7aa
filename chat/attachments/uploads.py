"""An upload from beginning to end: limits, type, scan, storage, row. The file is stored before its row names it.

A process that dies in between leaves a file that no row names; the sweep finds it. The same upload again finds the row
of the first, so a client that heard no answer may simply repeat it.
"""

import asyncio
import contextlib
from dataclasses import dataclass
from hashlib import sha256

from chat.attachments.content import Accepted, read_file
from chat.attachments.names import file_name
from chat.attachments.scanning import Scanner
from chat.attachments.storage import FileStore, new_key
from conversations.attachments.attachment import Attachment, preview_key
from conversations.attachments.service import add_upload, check_room, repeated_upload
from conversations.conversation import AuthorKind
from kit.clock import Clock
from kit.database import Database
from kit.errors import BatonError
from kit.identifiers import new_id

PICTURES_AT_ONCE = 2
"""Decoding a large picture takes a core for half a second and 200 MB."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What arrives: the file, its name as its sender gave it, and whose it is."""

    conversation_id: str
    author_kind: AuthorKind
    author_id: str | None
    upload_id: str
    name: str
    content: bytes


class Uploads:
    """Takes files in."""

    def __init__(self, database: Database, store: FileStore, scanner: Scanner, clock: Clock) -> None:
        self._database = database
        self._store = store
        self._scanner = scanner
        self._clock = clock
        self._places = asyncio.Semaphore(PICTURES_AT_ONCE)

    async def take(self, upload: Upload) -> tuple[Attachment, bool]:
        """Returns the attachment and whether it is new. Raises as `read_file`, `Scanner.check` and `add_upload` do."""
        digest = sha256(upload.content).hexdigest()
        repeated = await self._database.read(
            repeated_upload, upload.conversation_id, upload.author_kind, upload.upload_id, digest
        )
        if repeated is not None:
            return repeated, False
        await self._database.read(check_room, upload.conversation_id)
        async with self._places:
            accepted = await asyncio.to_thread(read_file, upload.content)
        await self._scanner.check(upload.content)
        key = new_key()
        try:
            await self._keep(key, accepted)
            stored, new = await self._database.write(add_upload, self._row(upload, accepted, key, digest))
        except BaseException:
            await self._drop(key)
            raise
        if not new:
            await self._drop(key)
        return stored, new

    async def _keep(self, key: str, accepted: Accepted) -> None:
        await self._store.put(key, accepted.content)
        if accepted.preview is not None:
            await self._store.put(preview_key(key), accepted.preview)

    async def _drop(self, key: str) -> None:
        with contextlib.suppress(OSError, BatonError):  # what the sender hears is the first failure
            await self._store.delete(key)
            await self._store.delete(preview_key(key))

    def _row(self, upload: Upload, accepted: Accepted, key: str, digest: str) -> Attachment:
        return Attachment(
            id=new_id("file"),
            conversation_id=upload.conversation_id,
            seq=None,
            visibility="public",
            author_kind=upload.author_kind,
            author_id=upload.author_id,
            upload_id=upload.upload_id,
            name=file_name(upload.name, accepted.extension),
            content_type=accepted.content_type,
            size=len(accepted.content),
            width=accepted.width,
            height=accepted.height,
            storage_key=key,
            digest=digest,
            created_at=self._clock(),
        )

"""The archive: a ZIP file whose last member is a manifest with the number of rows and the SHA-256 of each part.

It is written under a temporary name, read back, and only then renamed: a file with the final name is whole.
"""

import hashlib
import io
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Literal

from kit.errors import BadRequest

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """A table as JSON Lines, each row a list in the order of `columns`; or a file of the data folder."""

    name: str
    kind: Literal["table", "file"]
    sha256: str
    bytes: int
    rows: int = 0
    columns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Manifest:
    """What an archive contains. `schema` is the migration of the database that it was made from."""

    format: int
    made_at: str
    database: str
    schema: str
    parts: list[Part]

    @property
    def tables(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "table"]

    @property
    def files(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "file"]


def bad_backup(message: str) -> BadRequest:
    return BadRequest(message, code="bad_backup")


class ArchiveWriter:
    """Writes parts one after the other, with constant memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self.parts: list[Part] = []

    def add_table(self, name: str, columns: list[str], rows: Iterable[list[Any]]) -> None:
        """`rows` hold only what JSON can."""
        lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
        self._add(f"tables/{name}.jsonl", "table", lines, columns)

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self._add(f"files/{name}", "file", iter(lambda: file.read(_CHUNK), b""), [])

    def finish(self, made_at: str, database: str, schema: str) -> Manifest:
        manifest = Manifest(FORMAT, made_at, database, schema, self.parts)
        self._zip.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        self._zip.close()
        return manifest

    def _add(self, name: str, kind: Literal["table", "file"], pieces: Iterable[bytes], columns: list[str]) -> None:
        digest, length, count = hashlib.sha256(), 0, 0
        with self._zip.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                length, count = length + len(piece), count + 1
        rows = count if kind == "table" else 0
        self.parts.append(Part(name, kind, digest.hexdigest(), length, rows, columns))


class ArchiveReader:
    """Reads an archive. Raises `bad_backup` for anything that this version of Baton did not write as it is."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise bad_backup(f"{path} is not a backup of Baton, or it is cut short.") from error
        self.manifest = self._read_manifest(path)

    def close(self) -> None:
        self._zip.close()

    def verify(self) -> None:
        """Reads every part to its end and compares its length, checksum and rows with the manifest."""
        for part in self.manifest.parts:
            digest, length, lines = hashlib.sha256(), 0, 0
            for piece in self.pieces(part):
                digest.update(piece)
                length, lines = length + len(piece), lines + piece.count(b"\n")
            expected = (part.sha256, part.bytes)
            if (digest.hexdigest(), length) != expected or (part.kind == "table" and lines != part.rows):
                raise bad_backup(f"The backup is damaged: {part.name} is not what was written.")

    def pieces(self, part: Part) -> Iterator[bytes]:
        try:
            with self._zip.open(part.name) as member:
                while piece := member.read(_CHUNK):
                    yield piece
        except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise bad_backup(f"The backup is damaged: {part.name} cannot be read.") from error

    def rows(self, part: Part) -> Iterator[list[Any]]:
        with self._zip.open(part.name) as member:
            for line in io.TextIOWrapper(member, encoding="utf-8", newline="\n"):
                yield json.loads(line)

    def _read_manifest(self, path: Path) -> Manifest:
        try:
            if self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise bad_backup(f"The manifest of {path} is too large.")
            found = json.loads(self._zip.read(MANIFEST))
            if found["format"] != FORMAT:
                raise bad_backup(
                    f"{path} has the format {found['format']}, and this version of Baton reads {FORMAT}: "
                    "restore it with the version that made it, or a newer one."
                )
            manifest = Manifest(**{**found, "parts": [Part(**part) for part in found["parts"]]})
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile, OSError) as error:
            raise bad_backup(f"{path} is not a backup of Baton.") from error
        for part in manifest.parts:
            _check_name(part)
        return manifest


def _check_name(part: Part) -> None:
    """A name leads nowhere but below the folder of its kind."""
    path = PurePosixPath(part.name)
    wanted = "tables" if part.kind == "table" else "files"
    plain = path.as_posix() == part.name and "\\" not in part.name and "\0" not in part.name
    if not plain or path.is_absolute() or ".." in path.parts or len(path.parts) < 2 or path.parts[0] != wanted:
        raise bad_backup(f"The backup names a part that cannot be: {part.name!r}.")
    if len({*part.columns}) != len(part.columns):
        raise bad_backup(f"The backup names a column of {part.name} twice.")


@contextmanager
def new_private_file(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file with mode 0600 beside `target`, which gets its name when the block ends without an error."""
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file, partial
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
        _sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

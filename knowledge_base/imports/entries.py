"""The files of a source: one file, a folder with all below it, or a zip archive; each read only when it is needed.

An archive is made by somebody else. It may name paths outside, claim to be small and unpack to terabytes, or contain
links. So nothing is unpacked to disk, every read is cut off, and all reads together have a limit.
"""

import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge_base.imports.found import RefusedError, SourceRefused

MOST_FILES = 5_000
LARGEST_ENTRY_BYTES = 25 * 1024 * 1024
LARGEST_SOURCE_BYTES = 200 * 1024 * 1024
ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. `read` raises RefusedError if the file is too large or damaged, or must not be read."""

    name: str
    read: Callable[[], bytes]
    alone: bool = False
    """Whether somebody named this very file, and so expects to hear of it."""

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


def entries_of(sources: Iterable[tuple[str, Path]]) -> list[Entry]:
    """The files of these sources, each with the name to show. Raises SourceRefused."""
    found: list[Entry] = []
    for name, path in sources:
        found.extend(_entries(name, path))
        if len(found) > MOST_FILES:
            raise SourceRefused(f"There are more than {MOST_FILES} files.", code="too_many_files", limit=MOST_FILES)
    return found


def _entries(name: str, path: Path) -> Iterator[Entry]:
    if path.is_dir():
        for file in sorted(file for file in path.rglob("*") if not file.is_dir()):
            inner = file.relative_to(path).as_posix()
            if not _hidden(inner):
                yield Entry(inner, _reader(file))
    elif Path(name).suffix.lower() == ARCHIVE:
        yield from _archived(name, path)
    else:
        yield Entry(name, _reader(path), alone=True)


def _reader(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            if path.stat().st_size > LARGEST_ENTRY_BYTES:
                raise _too_large()
            return path.read_bytes()
        except OSError as error:
            raise RefusedError("unreadable", f"the file cannot be read: {error.strerror}") from error

    return read


def _archived(name: str, path: Path) -> Iterator[Entry]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise SourceRefused(f"{name} is not a zip archive, or is damaged.", code="bad_archive") from error
    rows = [row for row in archive.infolist() if not row.is_dir() and not _hidden(row.filename)]
    if len(rows) > MOST_FILES:
        raise SourceRefused(f"{name} contains more than {MOST_FILES} files.", code="too_many_files", limit=MOST_FILES)
    # What a row claims is the most that is read of it, so this bounds an archive whatever is packed inside.
    if sum(row.file_size for row in rows) > LARGEST_SOURCE_BYTES:
        message = f"{name} unpacks to more than {LARGEST_SOURCE_BYTES // 1024**2} MiB."
        raise SourceRefused(message, code="archive_too_large", limit=LARGEST_SOURCE_BYTES)
    for row in sorted(rows, key=lambda row: row.filename):
        yield Entry(row.filename, _unpacker(archive, row))


def _unpacker(archive: zipfile.ZipFile, row: zipfile.ZipInfo) -> Callable[[], bytes]:
    def unpack() -> bytes:
        if _outside(row.filename):
            raise RefusedError("path_outside", "the name points outside the archive")
        if stat.S_ISLNK(row.external_attr >> 16):
            raise RefusedError("path_outside", "this is a link, not a file")
        if row.flag_bits & 1:
            raise RefusedError("encrypted", "the file is protected by a password")
        if row.file_size > LARGEST_ENTRY_BYTES:
            raise _too_large()
        try:
            return archive.read(row)
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError) as error:
            raise RefusedError("unreadable", "the file in the archive is damaged") from error
        except Exception as error:  # zlib.error, lzma.LZMAError and others have no common base
            raise RefusedError("unreadable", "the file in the archive is damaged") from error

    return unpack


def _outside(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return ".." in parts or name.startswith(("/", "\\")) or ":" in name[:2]


def _hidden(name: str) -> bool:
    """What systems and editors leave behind; `..` is no such thing and is refused, not passed over."""
    parts = PurePosixPath(name).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts)


def _too_large() -> RefusedError:
    return RefusedError("too_large", f"the file has more than {LARGEST_ENTRY_BYTES // 1024**2} MiB")

"""The name that readers see: what the sender's file was called, made harmless, with the ending that its content has."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

LONGEST_NAME = 100

# Control characters, marks that change the writing direction, and what some file system gives a meaning.
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\"*:<>?|;%]")


def file_name(given: str, extension: str) -> str:
    """`given` is percent-encoded UTF-8, as a header can carry it. Folders in it do not count."""
    name = unquote(given[:2_000], errors="replace").replace("\\", "/")
    stem = PurePosixPath(name).stem if name else ""
    stem = " ".join(_NOT_IN_NAMES.sub("", stem).split()).strip(". ")[:LONGEST_NAME]
    return f"{stem or 'file'}.{extension}"


def disposition(name: str) -> str:
    """The header that makes a browser save a file, never show it."""
    plain = re.sub(r"[^A-Za-z0-9. _-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"

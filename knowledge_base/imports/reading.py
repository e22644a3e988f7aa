"""Reads the files of a source, each by its format."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from knowledge_base.imports.csv_tables import read_csv
from knowledge_base.imports.entries import ARCHIVE, Entry, entries_of
from knowledge_base.imports.found import Found, Refusal, RefusedError, SourceRefused, with_languages
from knowledge_base.imports.help_centre_exports import read_export
from knowledge_base.imports.html_pages import read_html
from knowledge_base.imports.links import pictures_in
from knowledge_base.imports.markdown_files import folder_category, read_markdown
from knowledge_base.imports.pdf_documents import read_pdf
from knowledge_base.imports.word_documents import read_word

MOST_TEXT_BYTES = 64 * 1024 * 1024
"""All articles of one import together; they are held in memory at once."""

MOST_ARTICLES = 5_000
LARGEST_PICTURE_BYTES = 5 * 1024 * 1024
MOST_PICTURE_BYTES = 64 * 1024 * 1024
"""All pictures of one import together; they are held in memory at once, too."""

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

_IMAGES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
}
_FORMATS: dict[str, Callable[[str, bytes], Iterable[Found]]] = {
    **dict.fromkeys((".md", ".markdown", ".mdx"), lambda path, data: [read_markdown(path, data, category=_in(path))]),
    **dict.fromkeys((".html", ".htm"), lambda path, data: [read_html(path, data, category=_in(path))]),
    ".docx": lambda path, data: [read_word(path, data, category=_in(path))],
    ".pdf": lambda path, data: [read_pdf(path, data, category=_in(path))],
    ".csv": read_csv,
    ".json": read_export,
}


def read_files(sources: Iterable[tuple[str, Path]], progress: Progress = lambda done, total: None) -> list[Found]:
    """Everything in these files, folders and archives, in order. Raises SourceRefused."""
    entries = entries_of(sources)
    found: list[Found] = []
    for number, entry in enumerate(entries):
        progress(number, len(entries))
        found.extend(_read(entry))
        check_size(found)
    progress(len(entries), len(entries))
    return list(_with_pictures(with_languages(found), entries))


def _with_pictures(found: Iterable[Found], entries: Iterable[Entry]) -> Iterator[Found]:
    """Each draft with the pictures of the source that its text shows, as many as an import may bring."""
    pictures = {entry.name: entry for entry in entries if entry.suffix in _IMAGES}
    read: dict[str, bytes] = {}
    for one in found:
        if isinstance(one, Refusal) or not pictures:
            yield one
            continue
        kept: list[tuple[str, bytes]] = []
        for target in pictures_in(one.content.body):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(one.path), unquote(target)))
            if name in pictures and name not in read:
                read[name] = _picture(pictures[name], MOST_PICTURE_BYTES - sum(map(len, read.values())))
            if read.get(name):
                kept.append((target, read[name]))
        yield replace(one, pictures=tuple(kept))


def _picture(entry: Entry, room: int) -> bytes:
    """Nothing if it cannot be read or is too large: the article comes without it."""
    try:
        content = entry.read()
    except RefusedError:
        return b""
    return content if len(content) <= min(LARGEST_PICTURE_BYTES, room) else b""


def check_size(found: list[Found]) -> None:
    """Raises SourceRefused for more than one import may bring."""
    if len(found) > MOST_ARTICLES:
        message = f"There are more than {MOST_ARTICLES} articles."
        raise SourceRefused(message, code="too_many_files", limit=MOST_ARTICLES)
    if sum(len(one.content.body) for one in found if not isinstance(one, Refusal)) > MOST_TEXT_BYTES:
        message = f"The articles have more than {MOST_TEXT_BYTES // 1024**2} MiB of text."
        raise SourceRefused(message, code="archive_too_large", limit=MOST_TEXT_BYTES)


def _read(entry: Entry) -> Iterator[Found]:
    reader = _FORMATS.get(entry.suffix)
    try:
        yield from reader(entry.name, entry.read()) if reader else _without_text(entry)
    except RefusedError as error:
        yield Refusal(entry.name, error.code, str(error), error.harmless and not entry.alone)
    except (RecursionError, UnicodeError) as error:
        yield Refusal(entry.name, "unreadable", f"the file cannot be read: {type(error).__name__}")


def _without_text(entry: Entry) -> list[Found]:
    """A picture is no article, so it is passed over here; something else with a picture's name is told."""
    if entry.suffix in _IMAGES and not entry.read().startswith(_IMAGES[entry.suffix]):
        raise RefusedError("wrong_type", "the content is not the image that the name says")
    if entry.suffix == ARCHIVE:
        raise RefusedError("nested_archive", "an archive inside a folder or an archive is not opened")
    if entry.alone and entry.suffix not in _IMAGES:
        raise RefusedError("unknown_type", "files of this type cannot be imported")
    return []


def _in(path: str) -> str:
    return folder_category(path)

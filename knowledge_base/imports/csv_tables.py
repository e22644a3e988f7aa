"""Tables (CSV): one article a row, with a header that says what stands where.

Spreadsheets write commas, semicolons or tabs, and UTF-8, UTF-16 or the code page of Windows.
"""

import csv
import io
import re
from collections.abc import Iterator

from knowledge_base.articles.given_care import audience_of, audience_problem
from knowledge_base.articles.record import Content
from knowledge_base.imports.found import UNSAID, Draft, Found, RefusedError
from knowledge_base.imports.html_pages import looks_like_html, to_markdown

LARGEST_CSV_BYTES = 20 * 1024 * 1024
MOST_ROWS = 5_000
LONGEST_CELL = 4 * 1024 * 1024

_NAMES = {
    "id": ("id", "article_id", "slug", "key"),
    "title": ("title", "question", "name", "subject"),
    "body": ("body", "answer", "text", "content", "description"),
    "category": ("category", "section", "topic", "folder"),
    "locale": ("locale", "language", "lang"),
    "audience": ("audience",),
    "questions": ("questions", "phrasings", "keywords", "other_phrasings"),
}


def read_csv(path: str, data: bytes) -> Iterator[Found]:
    """Raises RefusedError if the table has no title and text."""
    if len(data) > LARGEST_CSV_BYTES:
        raise RefusedError("too_large", f"the table has more than {LARGEST_CSV_BYTES // 1024**2} MiB")
    text = _decoded(data)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise RefusedError("bad_table", f"the table cannot be read: {error}") from error
    columns = _columns(rows[0] if rows else [])
    if len(rows) > MOST_ROWS:
        raise RefusedError("too_large", f"the table has more than {MOST_ROWS} rows")
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
        if any(cells.values()):
            yield _row(f"{path}:{number}", cells)


def _row(path: str, cells: dict[str, str]) -> Found:
    title, body = cells.get("title", ""), cells.get("body", "")
    if not title:
        return RefusedError("no_title", "the row has no title").of(path)
    try:
        text = to_markdown(body) if looks_like_html(body) else body
    except RefusedError as error:
        return error.of(path)
    if (problem := audience_problem(cells.get("audience"))) is not None:
        return RefusedError("audience_bad_type", problem).of(path)
    questions = tuple(part.strip() for part in re.split(r"[|\n]", cells.get("questions", "")) if part.strip())
    content = Content(title, text, questions, cells.get("category", ""), cells.get("locale") or UNSAID)
    audience = audience_of(cells.get("audience"))
    return Draft(path, content, cells.get("id") or None, care={"audience": audience} if audience else {})


def _columns(header: list[str]) -> dict[str, int]:
    heads = [re.sub(r"[\s-]+", "_", head.strip().lower()) for head in header]
    found = {
        name: heads.index(alias)
        for name, aliases in _NAMES.items()
        if (alias := next((each for each in aliases if each in heads), None)) is not None
    }
    if "title" not in found or "body" not in found:
        raise RefusedError("no_columns", "the first row must name the columns: at least title and body")
    return found


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise RefusedError("wrong_type", "the content is not a table")
    return text


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=first.count)

"""PDF documents: their text, page by page. A PDF knows letters and places, not paragraphs, so those are guessed."""

import io
import re
from pathlib import PurePosixPath

from pypdf import PdfReader

from knowledge_base.articles.limits import LONGEST_TITLE
from knowledge_base.articles.record import Content
from knowledge_base.imports.found import UNSAID, Draft, RefusedError

MOST_PAGES = 500
LONGEST_FIRST_LINE = 120
_BULLET = re.compile(r"^\s*[•‣▪●◦–]\s+")
_ITEM = re.compile(r"^(?:- |\d{1,3}[.)] )")
_READ_AS_MARKDOWN = re.compile(r"^(#{1,6}\s|>|```|~~~)")


def read_pdf(path: str, data: bytes, *, category: str = "") -> Draft:
    """One article. Raises RefusedError for a scan, a protected or a damaged document."""
    if b"%PDF-" not in data[:1024]:
        raise RefusedError("wrong_type", "the content is not a PDF document")
    try:
        title, text = _read(data)
    except RefusedError:
        raise
    except Exception as error:  # the library raises errors of many kinds on a damaged document
        raise RefusedError("unreadable", "the PDF document is damaged") from error
    body = _paragraphs(text)
    if not body:
        raise RefusedError("no_text", "the document has no text; it may be a scan")
    first, _, rest = body.partition("\n")
    if not title and len(first) <= LONGEST_FIRST_LINE and rest.strip():
        title, body = first, rest.strip()
    elif title and first.strip() == title and rest.strip():
        body = rest.strip()
    return Draft(path, Content(title or PurePosixPath(path).stem.replace("-", " "), body, (), category, UNSAID))


def _read(data: bytes) -> tuple[str, str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("encrypted", "the document is protected by a password")
    if len(reader.pages) > MOST_PAGES:
        raise RefusedError("too_large", f"the document has more than {MOST_PAGES} pages")
    title = str((reader.metadata.title if reader.metadata else None) or "").strip()
    return title[:LONGEST_TITLE], "\n\n".join(page.extract_text() for page in reader.pages)


def _paragraphs(text: str) -> str:
    """Lines that go on are joined; bullets become list items."""
    made: list[str] = []
    for line in text.splitlines():
        clean = _BULLET.sub("- ", " ".join(line.split()))
        if not clean:
            made.append("")
        elif made and made[-1] and not _ITEM.match(clean) and _goes_on(made[-1], clean):
            made[-1] = f"{made[-1]} {clean}"
        else:
            needs_gap = made and made[-1] and not (_ITEM.match(clean) and _ITEM.match(made[-1]))
            made.extend(["", clean] if needs_gap else [clean])
    lines = [rf"\{line}" if _READ_AS_MARKDOWN.match(line) else line for line in made]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _goes_on(before: str, line: str) -> bool:
    return before[-1] not in ".!?:" and (line[0].islower() or len(before) > LONGEST_FIRST_LINE // 2)

"""Word documents (.docx): headings, lists, tables and emphasis stay; pictures do not."""

import io
import zipfile
from pathlib import PurePosixPath

import mammoth
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from knowledge_base.articles.record import Content
from knowledge_base.imports.found import UNSAID, Draft, RefusedError
from knowledge_base.imports.html_pages import parse, to_markdown

LARGEST_UNPACKED_BYTES = 100 * 1024 * 1024
MAIN_PART = "word/document.xml"
LONGEST_FIRST_LINE = 120


def read_word(path: str, data: bytes, *, category: str = "") -> Draft:
    """One article. Its title is the first heading, else a short first line, else the file's name."""
    _check(data)
    try:
        html = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {})).value
    except RecursionError as error:
        raise RefusedError("too_deep", "the document is nested too deeply") from error
    except Exception as error:  # the library raises whatever its parts raise on a damaged document
        raise RefusedError("unreadable", "the Word document is damaged") from error
    soup = parse(html)
    first = soup.find(["h1", "h2"]) or soup.find("p")
    title = first.get_text(" ", strip=True) if first is not None else ""
    if first is not None and title and (first.name != "p" or len(title) <= LONGEST_FIRST_LINE):
        first.decompose()
    else:
        title = PurePosixPath(path).stem.replace("_", " ").replace("-", " ")
    body = to_markdown(soup)
    if not body:
        raise RefusedError("no_text", "the document has no text")
    return Draft(path, Content(title, body, (), category, UNSAID))


def _check(data: bytes) -> None:
    """A Word document is a zip archive with XML inside: both can be made to explode."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_parts(parts)
    except DefusedXmlException as error:
        raise RefusedError("unreadable", "the Word document defines entities, so it was not read") from error
    except RefusedError:
        raise
    except Exception as error:  # damaged archives and XML raise errors of many kinds
        raise RefusedError("wrong_type", "the content is not a Word document") from error


def _check_parts(parts: zipfile.ZipFile) -> None:
    if sum(row.file_size for row in parts.infolist()) > LARGEST_UNPACKED_BYTES:
        raise RefusedError("too_large", "the document unpacks to more than 100 MiB")
    if MAIN_PART not in parts.namelist():
        raise RefusedError("wrong_type", "the content is not a Word document")
    for name in parts.namelist():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(parts.read(name), forbid_dtd=True)

"""What an article may contain, however it comes in: from the editor's form, a file or another package.

There is one set of limits, because an article that comes in one way is opened, changed and exported in another: if a
file could bring an article that the editor refuses, nobody could fix it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge_base.articles.record import Content

LONGEST_ID = 64
LONGEST_TITLE = 300
MOST_QUESTIONS = 50
LONGEST_QUESTION = LONGEST_TITLE
LONGEST_CATEGORY = 100
LOCALE = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$"
MAX_BODY_BYTES = 256 * 1024
MOST_HEADINGS = 1_000
"""Each heading begins a section, which is indexed on its own."""

_HEADING = re.compile(r"^ {0,3}#{1,6}\s", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field; `code` is the contract's, and `message` continues after the field's name."""

    field: str
    code: str
    message: str
    limit: int | None = None


def normalised(text: str) -> str:
    """Line ends as one character, no byte-order mark, no control characters: databases and parsers fail on them."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip()


def one_line(text: str) -> str:
    return " ".join(normalised(text).split())


def cleaned(content: Content) -> Content:
    """The words as they are stored: single lines have no line breaks, and phrasings are neither empty nor repeated."""
    questions = filter(None, map(one_line, content.questions))
    return Content(
        title=one_line(content.title),
        body=normalised(content.body),
        questions=tuple(dict.fromkeys(questions)),
        category=one_line(content.category),
        locale=content.locale.strip(),
    )


def fault_of(content: Content) -> Fault | None:
    """The first thing that is wrong with an article's words."""
    return next(_faults(content), None)


def fault_of_id(article_id: str) -> Fault | None:
    """Identifiers are used in addresses and file names, unchanged."""
    if len(article_id) > LONGEST_ID:
        return Fault("id", "too_long", f"has {len(article_id)} characters, and {LONGEST_ID} are the most", LONGEST_ID)
    if not article_id or not _begins(article_id[0]) or not all(map(_may_stand, article_id)):
        rule = "is made of letters, digits, '.', '_' and '-', and begins with a letter or a digit"
        return Fault("id", "bad_type", rule)
    return None


def id_from(text: str) -> str:
    """An identifier made from other text, such as a file's name; empty if none can be made."""
    kept = "".join(character if _may_stand(character) else "-" for character in text)
    return re.sub(r"-{2,}", "-", kept).lstrip("-._")[:LONGEST_ID].rstrip("-")


def _begins(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"


def _may_stand(character: str) -> bool:
    """Combining marks are allowed too: many scripts need them to write letters."""
    return character in "._-" or unicodedata.category(character)[0] in "LMN"


def _faults(content: Content) -> Iterator[Fault]:
    yield from _text_faults("title", content.title, LONGEST_TITLE)
    yield from _text_faults("category", content.category, LONGEST_CATEGORY)
    if not re.fullmatch(LOCALE, content.locale):
        yield Fault("locale", "bad_type", "is a language, such as 'en' or 'pt-BR'")
    if len(content.questions) > MOST_QUESTIONS:
        found = f"has {len(content.questions)} phrasings, and {MOST_QUESTIONS} are the most"
        yield Fault("questions", "too_long", found, MOST_QUESTIONS)
    for number, question in enumerate(content.questions):
        yield from _text_faults(f"questions.{number}", question, LONGEST_QUESTION)
    if not content.title:
        yield Fault("title", "empty_text", "is empty")
    if not content.body:
        yield Fault("body", "empty_text", "is empty")
    if not _is_unicode(content.body):
        yield Fault("body", "bad_unicode", "is not valid Unicode")
    elif len(content.body.encode()) > MAX_BODY_BYTES:
        yield Fault("body", "too_large", f"has more than {MAX_BODY_BYTES // 1024} KiB", MAX_BODY_BYTES)
    if (headings := sum(1 for _ in _HEADING.finditer(content.body))) > MOST_HEADINGS:
        found = f"has {headings} headings, and {MOST_HEADINGS} are the most"
        yield Fault("body", "too_long", found, MOST_HEADINGS)


def _text_faults(field: str, text: str, longest: int) -> Iterator[Fault]:
    if len(text) > longest:
        yield Fault(field, "too_long", f"has {len(text)} characters, and {longest} are the most", longest)
    if not _is_unicode(text):
        yield Fault(field, "bad_unicode", "is not valid Unicode")


def _is_unicode(text: str) -> bool:
    """Python allows half a surrogate pair alone; no database does."""
    return not any("\ud800" <= character <= "\udfff" for character in text)

"""Markdown files (.md, .markdown, .mdx), with or without front matter."""

import re
from pathlib import PurePosixPath

from knowledge_base.articles.files import LARGEST_FILE_BYTES, UnreadableArticleError, parse_file
from knowledge_base.articles.limits import MAX_BODY_BYTES
from knowledge_base.articles.record import Content
from knowledge_base.imports.found import Draft, RefusedError

_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_STATEMENT = re.compile(r"^(?:import|export)\s.{0,2000}$")
_COMPONENT = re.compile(r"^\s*</?[A-Z][\w.]{0,60}(?:\s[^<>]{0,2000})?/?>\s*$")


def read_markdown(path: str, data: bytes, *, category: str = "") -> Draft:
    """Raises RefusedError with what is wrong with the file."""
    if len(data) > LARGEST_FILE_BYTES:
        raise RefusedError("too_large", f"the article is longer than {MAX_BODY_BYTES // 1024} KiB")
    try:
        text = data.decode("utf-8")
        parsed = parse_file(_without_code(text) if path.lower().endswith(".mdx") else text, fallback_id="")
    except UnicodeDecodeError as error:
        raise RefusedError("bad_unicode", "the file is not UTF-8 text") from error
    except UnreadableArticleError as error:
        raise RefusedError(error.code, str(error)) from error
    article = parsed.article
    content = Content(article.title, article.body, article.questions, article.category or category, parsed.locale)
    return Draft(path, content, article.id or None, published=parsed.published, care=parsed.care)


def folder_category(path: str) -> str:
    """The category of a file that names none: the folder it is in, in plain words."""
    folder = PurePosixPath(path).parent.name
    words = re.sub(r"[-_]+", " ", re.sub(r"^\d+[-_. ]+", "", folder)).strip()
    return (words[:1].upper() + words[1:])[:100]


def _without_code(text: str) -> str:
    """MDX is Markdown with a program in it: its statements and the tags of its components go, their text stays."""
    kept: list[str] = []
    fenced = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        if fenced or not (_STATEMENT.match(line) or _COMPONENT.match(line)):
            kept.append(line)
    return "\n".join(kept)

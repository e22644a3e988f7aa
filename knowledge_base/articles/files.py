"""Articles as Markdown files with front matter: how content is imported, exported and evaluated.

Files come from many editors, so byte-order marks and CRLF are normalised, and each unreadable file is reported.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.articles.article import Article
from knowledge_base.articles.given_care import GivenCare, audience_problem, given_in
from knowledge_base.articles.limits import MAX_BODY_BYTES, fault_of_id, id_from

LARGEST_FILE_BYTES = 8 * MAX_BODY_BYTES
"""The most that is read; a larger file is no article, whatever it contains."""

LONGEST_NAME_BYTES = 200

_TITLE = re.compile(r"^#\s+(.*?\S)(?:\s+#+)?\s*$")


class UnreadableArticleError(ValueError):
    """A file is not an article; the text says why, for the person who can fix it, and `code` for programs."""

    def __init__(self, problem: str, code: str = "bad_front_matter") -> None:
        super().__init__(problem)
        self.code = code


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One file of a folder: an article, or what is wrong with it."""

    name: str
    article: Article | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file's article, with what its front matter says besides. `published` is false for a draft.

    `locale` is empty where the file does not say its language.
    """

    article: Article
    care: GivenCare = field(default_factory=dict)
    published: bool = True
    locale: str = ""


def parse_article(text: str, fallback_id: str) -> Article:
    """The article alone."""
    return parse_file(text, fallback_id).article


def parse_file(text: str, fallback_id: str) -> ParsedFile:
    """Reads front matter, if there is any, and body; raises UnreadableArticleError with the reason.

    Without a title in the front matter, a heading `# Title` at the beginning is the title.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front, body = _front_matter(text)
    title = front.get("title")
    if not isinstance(title, str) or not title.strip():
        title, body = _titled(body)
    if len(body.encode("utf-8", "surrogatepass")) > MAX_BODY_BYTES:
        raise UnreadableArticleError(f"the article is longer than {MAX_BODY_BYTES // 1024} KiB", "too_large")
    questions = front.get("questions") or []
    if not isinstance(questions, list):
        raise UnreadableArticleError("questions must be a list of texts")
    if (problem := audience_problem(front.get("audience"))) is not None:
        raise UnreadableArticleError(problem, "audience_bad_type")
    article = Article(
        id=str(front.get("id") or fallback_id),
        title=title.strip(),
        body=body.strip(),
        questions=tuple(str(question).strip() for question in questions if str(question).strip()),
        category=str(front.get("category") or ""),
        locale=_locale(front.get("locale")) or "en",
    )
    return ParsedFile(article, given_in(front), front.get("published") is not False, _locale(front.get("locale")))


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    if not text.startswith("---\n"):
        return {}, text
    head, found, body = text[4:].partition("\n---")
    if not found:
        raise UnreadableArticleError("the front matter is not closed with ---")
    try:
        front = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise UnreadableArticleError(f"the front matter is not valid YAML: {error}") from error
    if not isinstance(front, dict):
        raise UnreadableArticleError("the front matter has no fields")
    return front, body.partition("\n")[2]


def _titled(body: str) -> tuple[str, str]:
    """The title of a heading at the beginning, and the text below it."""
    first, _, rest = body.lstrip().partition("\n")
    found = _TITLE.match(first)
    if found is None:
        raise UnreadableArticleError("the file has no title, neither in front matter nor as a heading", "no_title")
    return found[1].strip(), rest


def _locale(value: Any) -> str:
    """YAML reads a bare `no`, the code for Norwegian, as a boolean."""
    return "no" if value is False else str(value or "")


def read_folder(folder: Path) -> list[ArticleFile]:
    """Every .md file below the folder by name, with its article or its problem; ids of good articles are unique."""
    rows: list[ArticleFile] = []
    taken: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*.md") if not path.is_dir()):
        name = path.relative_to(folder).as_posix()
        try:
            article = parse_article(_read(path), fallback_id=path.stem)
        except UnreadableArticleError as error:
            rows.append(ArticleFile(name, None, str(error)))
        except UnicodeDecodeError:
            rows.append(ArticleFile(name, None, "the file is not UTF-8 text"))
        except OSError as error:
            rows.append(ArticleFile(name, None, f"the file cannot be read: {error.strerror}"))
        else:
            if article.id in taken:
                rows.append(ArticleFile(name, None, f"the id {article.id} is already used by {taken[article.id]}"))
            else:
                taken[article.id] = name
                rows.append(ArticleFile(name, article))
    return rows


def _read(path: Path) -> str:
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise UnreadableArticleError(f"the article is longer than {MAX_BODY_BYTES // 1024} KiB", "too_large")
    return path.read_text(encoding="utf-8")


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name for each article, by its id: none leaves its folder, and no file system takes two for the same.

    The file itself contains the id. If a name must be changed, it is made safe and, if needed, numbered.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for article_id in ids:
        stem = _stem(article_id)
        numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        name = next(each for each in numbered if _alike(each) not in taken)
        taken.add(_alike(name))
        names[article_id] = f"{name}.md"
    return names


def _stem(article_id: str) -> str:
    safe = id_from(article_id) or "article" if fault_of_id(article_id) else article_id
    while len(safe.encode()) > LONGEST_NAME_BYTES:
        safe = safe[:-1]
    return safe


def _alike(name: str) -> str:
    """The same for two names that some file system takes for one: by case, or by how accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def article_file(article: Article, more: Mapping[str, Any] | None = None) -> str:
    """The article as a Markdown file that `parse_file` reads back; `more` are further fields of the front matter."""
    front: dict[str, Any] = {"id": article.id, "title": article.title}
    if article.category:
        front["category"] = article.category
    if article.questions:
        front["questions"] = list(article.questions)
    front["locale"] = article.locale
    front.update(more or {})
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{lines}---\n\n{article.body.strip()}\n"

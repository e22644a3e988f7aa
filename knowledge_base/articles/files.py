"""Articles as Markdown files with front matter: how content is imported, exported and evaluated.

Files come from many editors, so a byte-order mark and CRLF are normalised, and what cannot be read is said row by row.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.articles.article import Article

MAX_BODY_BYTES = 256 * 1024


class UnreadableArticleError(ValueError):
    """One file is not an article; the text says why, for a person who can mend the file."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One file of a folder: an article, or what is wrong with it."""

    name: str
    article: Article | None
    problem: str | None = None


def parse_article(text: str, fallback_id: str) -> Article:
    """Reads front matter and body; raises UnreadableArticleError with the reason."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front, body = _front_matter(text)
    title = front.get("title")
    if not isinstance(title, str) or not title.strip():
        raise UnreadableArticleError("the front matter has no title")
    if len(body.encode("utf-8", "surrogatepass")) > MAX_BODY_BYTES:
        raise UnreadableArticleError(f"the article is longer than {MAX_BODY_BYTES // 1024} KiB")
    questions = front.get("questions") or []
    if not isinstance(questions, list):
        raise UnreadableArticleError("questions must be a list of texts")
    return Article(
        id=str(front.get("id") or fallback_id),
        title=title.strip(),
        body=body.strip(),
        questions=tuple(str(question).strip() for question in questions if str(question).strip()),
        category=str(front.get("category") or ""),
        locale=str(front.get("locale") or "en"),
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    if not text.startswith("---\n"):
        raise UnreadableArticleError("the file does not begin with front matter (---)")
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


def read_folder(folder: Path) -> list[ArticleFile]:
    """Every .md file below the folder by name, each with its article or its problem; ids are unique among the good."""
    rows: list[ArticleFile] = []
    taken: dict[str, str] = {}
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        try:
            article = parse_article(path.read_text(encoding="utf-8"), fallback_id=path.stem)
        except UnreadableArticleError as error:
            rows.append(ArticleFile(name, None, str(error)))
        except UnicodeDecodeError:
            rows.append(ArticleFile(name, None, "the file is not UTF-8 text"))
        else:
            if article.id in taken:
                rows.append(ArticleFile(name, None, f"the id {article.id} is already used by {taken[article.id]}"))
            else:
                taken[article.id] = name
                rows.append(ArticleFile(name, article))
    return rows


def article_file(article: Article) -> str:
    """The article as a Markdown file that `parse_article` reads back."""
    front: dict[str, Any] = {"id": article.id, "title": article.title}
    if article.category:
        front["category"] = article.category
    if article.questions:
        front["questions"] = list(article.questions)
    if article.locale != "en":
        front["locale"] = article.locale
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    return f"---\n{lines}---\n\n{article.body.strip()}\n"

"""An article as it is stored: its state, and one version of what it says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kit.clock import to_text
from knowledge_base.articles.article import Article
from knowledge_base.articles.care import NO_CARE, Care

State = Literal["draft", "published", "archived"]
STATES: tuple[State, ...] = ("draft", "published", "archived")


@dataclass(frozen=True, slots=True)
class Content:
    """What an editor writes."""

    title: str
    body: str
    questions: tuple[str, ...] = ()
    category: str = ""
    locale: str = "en"

    def article(self, article_id: str) -> Article:
        return Article(article_id, self.title, self.body, self.questions, self.category, self.locale)

    def fields(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "body": self.body,
            "questions": list(self.questions),
            "category": self.category,
            "locale": self.locale,
        }


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """`version` is the newest; `published_version` the one that customers get, older while there is a draft."""

    id: str
    state: State
    version: int
    published_version: int | None
    updated_by: str
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    content: Content
    care: Care = NO_CARE
    open_comments: int = 0

    @property
    def has_unpublished_changes(self) -> bool:
        return self.state == "published" and self.version != self.published_version

    def view(self, *, with_body: bool = True) -> dict[str, Any]:
        """The article as the API shows it; lists leave the body out."""
        shown = self.content.fields() if with_body else {**self.content.fields(), "body": None}
        return {
            "id": self.id,
            "version": self.version,
            "state": self.state,
            "published_version": self.published_version,
            "has_unpublished_changes": self.has_unpublished_changes,
            "updated_by": self.updated_by,
            "created_at": to_text(self.created_at),
            "updated_at": to_text(self.updated_at),
            "published_at": to_text(self.published_at) if self.published_at else None,
            **self.care.view(),
            "open_comments": self.open_comments,
            **{name: value for name, value in shown.items() if value is not None},
        }


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A published article as a list for customers shows it."""

    article_id: str
    title: str
    category: str
    locale: str


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One entry of an article's history."""

    version: int
    origin: str
    author: str
    created_at: datetime
    content: Content

    def view(self, published_version: int | None) -> dict[str, Any]:
        return {
            "version": self.version,
            "origin": self.origin,
            "author": self.author,
            "created_at": to_text(self.created_at),
            "published": self.version == published_version,
            **self.content.fields(),
        }

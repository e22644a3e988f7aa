"""The bodies of requests about articles: plain text everywhere, and single lines where one line is expected."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from knowledge_base.articles.limits import (
    LOCALE,
    LONGEST_CATEGORY,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_QUESTIONS,
    cleaned,
    normalised,
    one_line,
)
from knowledge_base.articles.record import Content
from knowledge_base.audiences.audience import ANYBODY, Audience

LONGEST_BODY_CHARACTERS = 900_000  # most that is read; `limits` caps the bytes that are stored


def line(text: str) -> str:
    line = one_line(text)
    if not line:
        raise PydanticCustomError("baton.empty_text", "This text is empty.")
    return line


Title = Annotated[StrictStr, Field(max_length=LONGEST_TITLE), AfterValidator(line)]
Body = Annotated[StrictStr, Field(max_length=LONGEST_BODY_CHARACTERS), AfterValidator(normalised)]
Phrasing = Annotated[StrictStr, Field(max_length=LONGEST_QUESTION), AfterValidator(one_line)]
Phrasings = Annotated[list[Phrasing], Field(max_length=MOST_QUESTIONS)]
Category = Annotated[StrictStr, Field(max_length=LONGEST_CATEGORY), AfterValidator(one_line)]
Locale = Annotated[StrictStr, Field(pattern=LOCALE)]


class ArticleRequest(BaseModel):
    """A new article. An empty phrasing is dropped, not refused: editors leave empty lines in forms."""

    title: Title
    body: Body
    questions: Phrasings | None = None
    category: Category | None = None
    locale: Locale | None = None

    def content(self, before: Content | None = None) -> Content:
        """The article's new words; absent fields keep their old value."""
        old = before or Content(self.title, self.body)
        return cleaned(
            Content(
                title=self.title,
                body=self.body,
                questions=old.questions if self.questions is None else tuple(self.questions),
                category=old.category if self.category is None else self.category,
                locale=self.locale or old.locale,
            )
        )


class NewArticleRequest(ArticleRequest):
    """`audience` is said before anything can be published; afterwards it is part of the article's care."""

    audience: Audience = ANYBODY


class ArticleChange(ArticleRequest):
    """`version` is the one that the editor has read."""

    version: StrictInt


class SeenVersion(BaseModel):
    """The version the editor means; if it is not the newest, that is a conflict."""

    version: StrictInt


class MaybeSeenVersion(BaseModel):
    version: StrictInt | None = None

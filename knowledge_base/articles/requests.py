"""The bodies of requests about articles: one line where a line is meant, and plain text everywhere."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from knowledge_base.articles.record import Content

LONGEST_TITLE = 300
MOST_QUESTIONS = 50
LONGEST_BODY_CHARACTERS = 900_000  # read at all; what is stored is limited in bytes by `editing`

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _normalised(text: str) -> str:
    """Line ends as one character, no byte-order mark, no controls: databases and parsers stumble over them."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text).strip()


def line(text: str) -> str:
    line = " ".join(_normalised(text).split())
    if not line:
        raise PydanticCustomError("baton.empty_text", "This text is empty.")
    return line


def _short_line(text: str) -> str:
    return " ".join(_normalised(text).split())


Title = Annotated[StrictStr, Field(max_length=LONGEST_TITLE), AfterValidator(line)]
Body = Annotated[StrictStr, Field(max_length=LONGEST_BODY_CHARACTERS), AfterValidator(_normalised)]
Phrasing = Annotated[StrictStr, Field(max_length=LONGEST_TITLE), AfterValidator(_short_line)]
Phrasings = Annotated[list[Phrasing], Field(max_length=MOST_QUESTIONS)]
Category = Annotated[StrictStr, Field(max_length=100), AfterValidator(_short_line)]
Locale = Annotated[StrictStr, Field(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$")]


class ArticleRequest(BaseModel):
    """A new article. An empty phrasing is dropped rather than refused: editors leave empty lines in forms."""

    title: Title
    body: Body
    questions: Phrasings | None = None
    category: Category | None = None
    locale: Locale | None = None

    def content(self, before: Content | None = None) -> Content:
        """The article's new words; what is absent stays as it was."""
        old = before or Content(self.title, self.body)
        questions = old.questions if self.questions is None else tuple(filter(None, self.questions))
        return Content(
            title=self.title,
            body=self.body,
            questions=tuple(dict.fromkeys(questions)),
            category=old.category if self.category is None else self.category,
            locale=self.locale or old.locale,
        )


class ArticleChange(ArticleRequest):
    """`version` is the one that the editor has read."""

    version: StrictInt


class SeenVersion(BaseModel):
    """Which version the editor means; a different newest one is a conflict."""

    version: StrictInt


class MaybeSeenVersion(BaseModel):
    version: StrictInt | None = None

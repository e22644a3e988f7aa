"""Articles as the API sends them to staff."""

from datetime import date

from pydantic import Field

from kit.web.contract import Moment, ResponseBody, absent, example
from knowledge_base.articles.record import State


class ScheduledBody(ResponseBody):
    """A version that is published by itself."""

    version: int
    at: Moment
    by: str


class ArticleBody(ResponseBody):
    model_config = example(
        id="first-service",
        version=3,
        state="published",
        published_version=2,
        has_unpublished_changes=True,
        updated_by="Erin Wolf",
        created_at="2030-03-04T09:00:00.000Z",
        updated_at="2030-03-05T09:00:00.000Z",
        published_at="2030-03-04T10:00:00.000Z",
        owner="Erin Wolf",
        tags=["workshop"],
        review_on="2030-09-01",
        review_asked_by=None,
        scheduled=None,
        open_comments=0,
        title="The first service",
        body="The first service is free.",
        questions=["Is the first service free?"],
        category="Service",
        locale="en",
    )

    id: str
    version: int = Field(description="The newest one.")
    state: State
    published_version: int | None = Field(description="What customers read; older while there is a draft.")
    has_unpublished_changes: bool
    updated_by: str
    created_at: Moment
    updated_at: Moment
    published_at: Moment | None
    owner: str = Field(description="Who answers for the article; may be empty.")
    tags: list[str]
    review_on: date | None = Field(description="From this day on it should be read again.")
    review_asked_by: str | None = Field(description="Who wants a colleague to read the draft.")
    scheduled: ScheduledBody | None
    open_comments: int = Field(description="Comments of colleagues that are not resolved.")
    title: str
    body: str = Field(description="Markdown.")
    questions: list[str] = Field(description="Other phrasings of what the article answers.")
    category: str
    locale: str


class ListedArticleBody(ArticleBody):
    """An article in a list: without its body."""

    body: str = absent("Left out in lists.")


class ArticlePageBody(ResponseBody):
    """Latest change first."""

    articles: list[ListedArticleBody]
    next: str | None = Field(description="The cursor of the next page; null on the last one.")


class VersionBody(ResponseBody):
    """One entry of an article's history."""

    version: int
    origin: str
    author: str
    created_at: Moment
    published: bool
    title: str
    body: str
    questions: list[str]
    category: str
    locale: str


class VersionListBody(ResponseBody):
    versions: list[VersionBody]

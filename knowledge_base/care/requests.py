"""The bodies of requests about the care of articles."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, StrictBool, StrictInt, StrictStr

from knowledge_base.articles.care import LONGEST_OWNER, LONGEST_TAG, MOST_TAGS
from knowledge_base.articles.limits import LONGEST_ID, one_line
from knowledge_base.articles.requests import Category
from knowledge_base.audiences.audience import Audience

MOST_AT_ONCE = 200

Tag = Annotated[StrictStr, Field(max_length=LONGEST_TAG), AfterValidator(one_line)]
Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS)]
Owner = Annotated[StrictStr, Field(max_length=LONGEST_OWNER), AfterValidator(one_line)]
ArticleId = Annotated[StrictStr, Field(max_length=LONGEST_ID)]


class CareRequest(BaseModel):
    """What is absent stays as it is. `review_on` null: no day; `in_review` says whether somebody waits for a reader."""

    owner: Owner | None = None
    tags: Tags | None = None
    review_on: date | None = None
    in_review: StrictBool | None = None
    audience: Audience | None = None


class ScheduleRequest(BaseModel):
    version: StrictInt
    at: AwareDatetime


class TranslationRequest(BaseModel):
    article_id: ArticleId


class BulkArticle(BaseModel):
    id: ArticleId
    version: StrictInt


class BulkRequest(BaseModel):
    """`category` is where `move` moves to, `owner` whom `assign` names, `tag` what `tag` adds.

    `audience` is who may read them."""

    action: Literal["publish", "archive", "move", "assign", "tag", "audience"]
    articles: Annotated[list[BulkArticle], Field(min_length=1, max_length=MOST_AT_ONCE)]
    category: Category | None = None
    owner: Owner | None = None
    tag: Tag | None = None
    audience: Audience | None = None

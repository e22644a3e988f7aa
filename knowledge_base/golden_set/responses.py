"""The golden set as the API sends it."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody
from knowledge_base.golden_set.question import Expected


class GoldenQuestionBody(ResponseBody):
    """A question whose reply editors want to stay right."""

    id: str
    version: int
    text: str
    before: list[str] = Field(description="What the customer said earlier, oldest first.")
    article_ids: list[str] = Field(description="The articles of which one must answer.")
    must: list[list[str]] = Field(description="Groups of facts; one of each group must be read in the reply.")
    must_not: list[str] = Field(description="What may not be read in the reply.")
    kind: str
    expected: Expected = Field(description="`person` if neither an article nor a fact is named.")
    updated_by: str
    created_at: Moment
    updated_at: Moment


class GoldenQuestionListBody(ResponseBody):
    """The newest first."""

    questions: list[GoldenQuestionBody]
    found: int = Field(description="How many fit the filter.")
    total: int
    limit: int = Field(description="The most that the set can have.")
    next: str | None = Field(description="The cursor of the next page; null on the last one.")


class DeletedGoldenQuestionBody(ResponseBody):
    id: str


class GoldenImportBody(ResponseBody):
    """What a file changed."""

    added: int
    changed: int
    same: int

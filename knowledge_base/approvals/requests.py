"""The bodies of requests about approvals."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictInt, StrictStr

from knowledge_base.articles.requests import Category

MOST_CATEGORIES = 200
MOST_APPROVERS = 50


class CategoryApprovers(BaseModel):
    """Whose approval a category demands, by identifier. With nobody, every other editor's counts."""

    category: Category
    people: Annotated[list[Annotated[StrictStr, Field(max_length=64)]], Field(max_length=MOST_APPROVERS)]


class CategoriesRequest(BaseModel):
    """All categories that demand an approval, each with those below it. Without `approvers` they stay as they are."""

    categories: Annotated[list[Category], Field(max_length=MOST_CATEGORIES)]
    approvers: Annotated[list[CategoryApprovers], Field(max_length=MOST_CATEGORIES)] | None = None


class ApprovalRequest(BaseModel):
    version: StrictInt

"""The bodies of requests about approvals."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictInt

from knowledge_base.articles.requests import Category

MOST_CATEGORIES = 200


class CategoriesRequest(BaseModel):
    """All categories that demand an approval, each with those below it."""

    categories: Annotated[list[Category], Field(max_length=MOST_CATEGORIES)]


class ApprovalRequest(BaseModel):
    version: StrictInt

"""A published article as the API sends it to customers."""

from pydantic import Field

from kit.web.contract import ResponseBody


class PublishedArticleBody(ResponseBody):
    id: str
    title: str
    body: str = Field(description="Markdown.")
    category: str
    locale: str

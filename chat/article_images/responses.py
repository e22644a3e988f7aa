"""A picture of an article as the API sends it."""

from pydantic import Field

from kit.web.contract import ResponseBody


class ArticleImageBody(ResponseBody):
    url: str = Field(description="For Markdown: `![what it shows](url)`.")
    width: int
    height: int

"""Comments on articles as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class ArticleCommentBody(ResponseBody):
    id: str
    version: int = Field(description="The article's newest version when the comment was written.")
    quote: str = Field(description="The passage that it is about; empty for the whole article.")
    text: str
    author: str
    own: bool = Field(description="Whether the caller wrote it, and so may remove it.")
    created_at: Moment
    resolved_by: str | None
    resolved_at: Moment | None


class ArticleCommentListBody(ResponseBody):
    """In the order in which they were written."""

    comments: list[ArticleCommentBody]
    open: int = Field(description="How many are not resolved.")

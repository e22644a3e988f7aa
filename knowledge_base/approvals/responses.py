"""Approvals as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class ApprovalBody(ResponseBody):
    """Whether an article's newest version needs another person's approval, and has it."""

    version: int
    needed: bool = Field(description="Whether its category, or that of the published version, demands it.")
    author: str = Field(description="Who wrote this version, and so cannot approve it.")
    approved_by: str | None
    approved_at: Moment | None


class ApprovalCategoriesBody(ResponseBody):
    """The categories that demand an approval, each with those below it."""

    categories: list[str]

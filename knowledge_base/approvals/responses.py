"""Approvals as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class ApproverBody(ResponseBody):
    id: str
    name: str


class ApprovalBody(ResponseBody):
    """Whether an article's newest version needs another person's approval, and has it."""

    version: int
    needed: bool = Field(description="Whether its category, or that of the published version, demands it.")
    author: str = Field(description="Who wrote this version, and so cannot approve it.")
    approved_by: str | None = Field(description="Null until everything that is demanded was given.")
    approved_at: Moment | None
    named: bool = Field(description="Whether only certain people can give what is lacking.")
    waits_for: list[ApproverBody] = Field(description="The named people who can give what is lacking.")


class CategoryApproversBody(ResponseBody):
    category: str
    people: list[ApproverBody]


class ApprovalCategoriesBody(ResponseBody):
    """The categories that demand an approval, each with those below it, and whom some of them name."""

    categories: list[str]
    approvers: list[CategoryApproversBody]


class ApproverListBody(ResponseBody):
    """Everybody whom a category can name."""

    people: list[ApproverBody]

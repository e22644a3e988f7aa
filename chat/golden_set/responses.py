"""What the bot says to a golden question now, as the API sends it."""

from typing import Literal

from pydantic import Field

from chat.golden_set.judging import Problem
from kit.web.contract import ResponseBody


class GoldenReplyBody(ResponseBody):
    """A reply and whether it is what the golden set expects."""

    id: str
    version: int = Field(description="Of the question that was asked.")
    right: bool
    problem: Problem | None = Field(description="Why it is wrong.")
    fact: str | None
    action: Literal["answer", "tentative", "clarify", "suggest", "hand_over", "reply"]
    title: str | None = Field(description="Of the article that is shown.")
    text: str

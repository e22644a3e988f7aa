"""What the check before a publication sends."""

from typing import Literal

from pydantic import Field

from chat.consequences.comparing import Kind
from chat.golden_set.judging import Problem
from kit.web.contract import ResponseBody
from knowledge_base.audiences.audience import Reader


class ConsequenceReplyBody(ResponseBody):
    """What the bot does with the question; the article is the likeliest one, whatever the action."""

    action: Literal["answer", "tentative", "clarify", "suggest", "hand_over"]
    article_id: str | None
    title: str | None
    confidence: float
    passage: str | None


class GoldenVerdictBody(ResponseBody):
    """Whether the reply is what the golden set expects."""

    id: str
    right_before: bool
    right_after: bool
    problem: Problem | None = Field(description="Why it would be wrong.")
    fact: str | None


class ConsequenceBody(ResponseBody):
    """A question that would get another reply."""

    question: str = Field(description="Masked, unless it is of the golden set.")
    times: int = Field(description="How often customers asked it in the last four weeks.")
    reader: Reader = Field(description="Who would get it: those whom the changed articles are for.")
    kind: Kind
    old: ConsequenceReplyBody
    new: ConsequenceReplyBody
    golden: GoldenVerdictBody | None


class ConsequencesBody(ResponseBody):
    """One part of the check. Ask again with `next` until it is null."""

    knowledge_version: int = Field(description="If it changes between two parts, somebody has published: begin again.")
    total: int
    golden: int = Field(description="How many of them are golden questions.")
    done: int
    next: str | None
    consequences: list[ConsequenceBody]

"""Decisions and what came of them, as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody
from knowledge_base.outcomes.outcomes import Happened, Label


class DecisionBody(ResponseBody):
    """A customer's question, and what the bot decided."""

    id: str
    question: str
    action: str
    rule: str
    reason: str | None
    article_id: str | None
    confidence: float
    threshold: float
    created_at: Moment


class OutcomeBody(ResponseBody):
    """What happened after a decision, as a label for the calibration."""

    happened: Happened
    article_id: str | None
    label: Label
    given_by: str | None


class JudgedDecisionBody(DecisionBody):
    outcomes: list[OutcomeBody]


class UseReportBody(ResponseBody):
    """How often an article was shown, and how that ended."""

    days: int
    shown: int
    helped: int
    did_not_help: int
    handed_over: int
    chosen: int
    used_by_agents: int
    decisions: list[JudgedDecisionBody] = Field(description="The latest.")


class ArticleFiguresBody(ResponseBody):
    """How an article did in the last twelve weeks."""

    article_id: str
    asked: int = Field(description="Questions to which it was the nearest and not unlikely, whatever the bot did.")
    shown: int = Field(description="As an answer, a guess or a choice.")
    answered: int = Field(description="Firmly, or because the customer chose it.")
    helped: int
    did_not_help: int
    handed_over: int = Field(description="Answers after which the customer asked for a person.")
    asked_since: int = Field(description="Like `asked`, since it was last published.")
    answered_since: int = Field(description="Like `answered`, since it was last published.")
    weeks: list[int] = Field(description="How often it was shown in each week, the oldest first.")


class ListedFiguresBody(ResponseBody):
    weeks: int
    articles: list[ArticleFiguresBody]

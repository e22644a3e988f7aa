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

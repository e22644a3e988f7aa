"""What the editors' and supervisors' calls about the bot's answers send."""

from typing import Literal

from pydantic import Field

from conversations.responses import CandidateBody, WhyBody
from kit.web.contract import Moment, ResponseBody, absent
from knowledge_base.outcomes.responses import DecisionBody


class ArticleChoiceBody(ResponseBody):
    article_id: str
    title: str


class SearchResultBody(WhyBody):
    """What the bot would say as the first thing in a conversation."""

    action: Literal["answer", "tentative", "clarify", "suggest", "hand_over", "reply"]
    article_id: str | None
    confidence: float
    threshold: float
    choices: list[ArticleChoiceBody]
    candidates: list[CandidateBody]
    text: str = absent("What the dialogue would say, if it would not ask the articles at all.")


class SharesBody(ResponseBody):
    """Shares of all questions; they add up to 1, or to 0 if there are no questions."""

    answered: float
    tentative: float
    clarified: float
    handed_over: float


class CalibrationBody(ResponseBody):
    """The calibration in use."""

    id: str
    source: str
    questions: int
    outcomes: int
    knowledge_version: int
    promise: float
    threshold: float


class PromiseSettingBody(ResponseBody):
    """One target precision, and what it would bring."""

    promise: float
    threshold: float
    lately: SharesBody | None = Field(description="On the questions of the last weeks; null if there were none.")
    calibrated: SharesBody = Field(description="On the questions of the calibration.")


class LatelyBody(ResponseBody):
    days: int
    questions: int


class CutBody(ResponseBody):
    """What would happen at one threshold."""

    threshold: float
    coverage: float
    precision: float
    counted_on: float
    tentative: float
    clarified: float


class ReliabilityBinBody(ResponseBody):
    """Questions of about one probability: the predicted share, and the share that came true."""

    said: float
    right: float
    questions: float


class AnsweringBody(ResponseBody):
    """The target precision and its effects. While `knowledge` is away, only the setting itself is known."""

    promise: float | None
    set_by: str | None
    set_at: Moment | None
    default_promise: float | None
    calibration: CalibrationBody | None
    lately: LatelyBody
    settings: list[PromiseSettingBody]
    curve: list[CutBody]
    reliability: list[ReliabilityBinBody]


class NearestArticleBody(ResponseBody):
    article_id: str
    title: str | None
    confidence: float


class QuestionGroupBody(ResponseBody):
    """Similar questions that need an answer."""

    question: str
    times: int
    nearest: NearestArticleBody | None
    decision_ids: list[str]
    decisions: list[DecisionBody] = Field(description="The latest.")


class UnansweredBody(ResponseBody):
    """The most frequent first."""

    days: int
    groups: list[QuestionGroupBody]


class SetAsideBody(ResponseBody):
    decision_ids: list[str]

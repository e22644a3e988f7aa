"""The greeting's questions as the API sends them to editors."""

from typing import Literal

from pydantic import Field

from chat.greeting.questions import Origin
from kit.web.contract import Moment, ResponseBody, absent


class OfferedQuestionBody(ResponseBody):
    """A question that the greeting offers, and why."""

    text: str
    origin: Origin
    article_id: str | None
    title: str | None


class CheckedQuestionBody(ResponseBody):
    """A question, and what would come of it now. If that is not known yet, only `answered` is there, as null."""

    text: str
    answered: bool | None
    action: Literal["answer", "tentative", "clarify", "suggest", "hand_over", "reply"] = absent()
    article_id: str | None = absent()
    title: str | None = absent()
    confidence: float = absent()
    threshold: float = absent()


class CheckedQuestionListBody(ResponseBody):
    checked: list[CheckedQuestionBody]


class GreetingQuestionsBody(ResponseBody):
    questions: list[OfferedQuestionBody]
    chosen: list[CheckedQuestionBody] = Field(description="The editors' choice, also what is left out for now.")
    set_by: str | None
    set_at: Moment | None

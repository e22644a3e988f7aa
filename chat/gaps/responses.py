"""What the calls about gaps send."""

from typing import Literal

from pydantic import Field

from chat.editors.responses import NearestArticleBody
from chat.gaps.gap import Kind
from kit.web.contract import Moment, ResponseBody


class GapGroupBody(ResponseBody):
    """Questions about one matter. Personal data in them is masked."""

    question: str = Field(description="The one that was asked most.")
    state: Literal["open", "taken_up", "answered"] = Field(
        description="`answered`: the bot would answer all today. `taken_up`: the others were added to an article."
    )
    times: int
    answered: int = Field(description="How many of them would be answered today.")
    customers: int
    agent_minutes: int = Field(description="Active time that agents had with these conversations.")
    kinds: dict[Kind, int] = Field(description="Why they are gaps, and how often.")
    last_asked_at: Moment
    nearest: NearestArticleBody | None
    ids: list[str]


class GapsBody(ResponseBody):
    """The costliest first."""

    days: int
    groups: list[GapGroupBody]


class GapQuestionBody(ResponseBody):
    id: str
    question: str
    kind: Kind
    asked_at: Moment
    conversation_id: str | None = Field(description="Null for those who may not read it.")


class SettledBody(ResponseBody):
    """What an agent answered, without the customer's data."""

    text: str
    agent: str
    answered_at: Moment
    conversation_id: str | None = Field(description="Null for those who may not read it.")


class OpenedGroupBody(ResponseBody):
    questions: list[GapQuestionBody] = Field(description="The latest.")
    settled: list[SettledBody]


class GapIdsBody(ResponseBody):
    ids: list[str]

"""Reports and samples as the API sends them."""

from typing import Literal

from pydantic import Field

from kit.web.contract import Moment, NamedBody, ResponseBody

ReportName = Literal["volume", "service", "handling", "resolution", "satisfaction", "containment", "own"]
Unit = Literal["count", "share", "seconds", "score", "ratio"]
By = Literal["day", "hour", "topic", "language", "channel", "reason", "ending", "score", "agent", "minutes", "action"]
Verdict = Literal["right", "wrong"]


class FigureBody(ResponseBody):
    """A number, what it means, and of how many cases it is."""

    key: str
    value: float | None = Field(description="Null if there are no cases.")
    unit: Unit
    of: int = Field(description="The cases that it is computed from.")
    few: bool = Field(description="Whether these are so few (under 20) that it says little.")
    low: float | None = Field(description="For a share: the lower end of its 95 % interval (Wilson).")
    high: float | None
    mean: float | None = Field(description="For a duration; null otherwise.")
    median: float | None
    p90: float | None
    definition: str


class SeriesColumnBody(ResponseBody):
    key: str
    unit: Unit


class SeriesRowBody(ResponseBody):
    label: str | None = Field(description="A day, an hour from 0 to 23, a code or a name; null for none.")
    values: list[float | None]


class SeriesBody(ResponseBody):
    """The numbers of a plot. Each row has a value for each column."""

    key: str
    by: By
    columns: list[SeriesColumnBody]
    rows: list[SeriesRowBody]


class RatingCommentBody(ResponseBody):
    """What a customer wrote with their rating."""

    conversation_id: str
    score: int
    comment: str
    agent: str | None = Field(description="Who had the conversation last.")
    created_at: Moment


class ReportBody(ResponseBody):
    report: ReportName
    since: str = Field(description="The first day, in the time zone.")
    until: str = Field(description="The last day, which counts too.")
    time_zone: str
    counted_at: Moment | None = Field(description="Up to when everything is counted; null if nothing ever was.")
    left: int = Field(description="Conversations that are not counted yet or have changed since. Usually 0.")
    figures: list[FigureBody]
    series: list[SeriesBody]
    comments: list[RatingCommentBody] = Field(description="The latest, at most 100.")


class ReportFiltersBody(ResponseBody):
    """What a report can be limited to. `-` stands for conversations without a topic, language or department."""

    time_zone: str
    today: str
    departments: list[NamedBody]
    agents: list[NamedBody]
    channels: list[str]
    topics: list[str]
    languages: list[str]


class SampleBody(ResponseBody):
    """Conversations in which the bot answered, drawn at random from all of a period, and what was found in them."""

    id: str
    drawn_at: Moment
    drawn_by: str
    since: str
    until: str
    population: int = Field(description="The conversations that it was drawn from.")
    size: int
    right: int
    wrong: int
    share: float | None = Field(description="The share that was right among those that have been judged.")
    low: float | None = Field(description="Its 95 % interval (Wilson).")
    high: float | None
    few: bool


class SampledConversationBody(ResponseBody):
    conversation_id: str
    verdict: Verdict | None
    given_by: str | None
    given_at: Moment | None


class SampleDetailsBody(SampleBody):
    conversations: list[SampledConversationBody]


class SampleListBody(ResponseBody):
    samples: list[SampleBody] = Field(description="The newest first, at most 50.")

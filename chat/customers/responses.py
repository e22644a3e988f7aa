"""What the customers' calls and the public calls send, apart from conversations and messages."""

from typing import Literal

from pydantic import Field

from kit.web.contract import Moment, ResponseBody, absent, example
from staff.departments.responses import OfferedDepartmentBody

FeedbackReason = Literal["other_question", "incomplete", "wrong", "unclear"]


class FeedbackBody(ResponseBody):
    seq: int
    helpful: bool
    reason: FeedbackReason | None = Field(description="What was missing, if it did not help.")


class RatingBody(ResponseBody):
    score: int
    comment: str | None


class HealthBody(ResponseBody):
    """Each service is `ok`, or the text says what is wrong."""

    model_config = example(status="ok", database="ok", redis="ok", bot="ok", knowledge="ok")

    status: Literal["ok", "degraded", "unavailable"]
    database: str
    redis: str
    bot: str
    knowledge: str
    files: str = absent("The bucket of files; absent where they are in the data folder.")
    loops: str = absent("The background loops that keep failing; absent if none does.")


class SettingsVersionBody(ResponseBody):
    version: int


Asked = Literal["off", "optional", "required"]


class EntryFormBody(ResponseBody):
    """What is asked before the first message."""

    name: Asked
    email: Asked
    department: Asked


class WidgetSettingsBody(ResponseBody):
    """What the widget shows first."""

    version: int = Field(description="Raised by every change of the company's settings.")
    company: str
    bot_name: str | None
    accent: str | None
    logo: str | None = Field(description="An address, as is `picture`.")
    picture: str | None
    texts: dict[Literal["greeting", "notice", "nobody_here", "privacy_note"], dict[str, str]] = Field(
        description="The company's own texts, by language."
    )
    privacy_link: str | None
    time_zone: str | None
    date_format: Literal["reader", "day_first", "month_first", "year_first"]
    greeting: str = Field(description="For clients that have no texts of their own.")
    suggestions: list[str]
    suggestions_language: str
    suggestions_ready: bool = Field(description="False if suggestions may follow in a few seconds.")
    offline_note: str = Field(description="For clients that have no texts of their own.")
    own_greeting: str | None = Field(description="The company's own text for everyone.")
    own_offline_note: str | None
    form: EntryFormBody
    departments: list[OfferedDepartmentBody] = Field(
        description="What the form offers; empty if it does not ask for one."
    )
    typing_preview: bool = Field(description="Whether customers can allow the typing preview.")
    attachments: bool = Field(description="Whether files can be sent.")
    open: bool
    agents_available: int
    opens_at: Moment | None = Field(description="When somebody is there again; null if it is open, or never opens.")
    usual_wait_seconds: int | None = Field(
        description="How long the latest customers waited for a person, as a median; null while there are too few."
    )

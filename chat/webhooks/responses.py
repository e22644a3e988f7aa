"""What the calls about endpoints send."""

from typing import Literal

from pydantic import Field

from chat.webhooks.event_types import EventType
from kit.web.contract import Moment, ResponseBody, absent, example


class WebhookEndpointBody(ResponseBody):
    """Where events are sent, and which."""

    model_config = example(
        id="end_1",
        url="https://crm.example.com/baton",
        description="CRM",
        events=["conversation.started", "conversation.resolved"],
        include_texts=False,
        on=True,
        off_reason=None,
        failures=0,
        failing_since=None,
        old_secret_until=None,
        created_by="Ada",
        created_at="2030-03-04T09:00:00.000Z",
    )

    id: str
    url: str
    description: str
    events: list[EventType]
    include_texts: bool = Field(description="Whether what was written, names and contact details are sent too.")
    on: bool
    off_reason: Literal["person", "failing", "gone"] | None = Field(
        description="Why it is off: a person, nothing taken for days, or its answer 410."
    )
    failures: int = Field(description="Failed attempts in a row.")
    failing_since: Moment | None
    old_secret_until: Moment | None = Field(description="Until when the secret before this one signs as well.")
    created_by: str
    created_at: Moment
    secret: str = absent("Only in the answer that makes it; it is never shown again.")


class WebhookEndpointListBody(ResponseBody):
    endpoints: list[WebhookEndpointBody]
    event_types: list[EventType] = Field(description="What an endpoint can be told of.")

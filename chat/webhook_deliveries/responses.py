"""What the calls about deliveries send."""

from typing import Literal

from pydantic import Field

from chat.webhook_deliveries.body_models import WebhookBody
from kit.web.contract import Moment, ResponseBody


class WebhookDeliveryBody(ResponseBody):
    """An event for one endpoint. `status` and `problem` are those of the latest attempt."""

    id: str
    endpoint_id: str
    event_id: str = Field(description="The header `webhook-id`.")
    type: str
    conversation_id: str | None
    state: Literal["waiting", "delivered", "failed"]
    tried: int = Field(description="Attempts so far.")
    status: int | None = Field(description="Of the receiver's answer.")
    problem: str | None = Field(description="Why it was not taken, as a code.")
    happened_at: Moment
    next_at: Moment | None = Field(description="When it is tried next; null once it is settled.")
    settled_at: Moment | None


class WebhookAttemptBody(ResponseBody):
    number: int
    at: Moment
    milliseconds: int
    status: int | None
    problem: str | None
    answer: str | None = Field(description="How the receiver's answer begins.")


class WholeWebhookDeliveryBody(WebhookDeliveryBody):
    attempts: list[WebhookAttemptBody]
    body: WebhookBody = Field(description="What is sent. It is read anew, so what was erased meanwhile is missing.")


class WebhookDeliveryListBody(ResponseBody):
    deliveries: list[WebhookDeliveryBody] = Field(description="The newest first.")
    next: str | None = Field(description="`cursor` for the older ones; null after the last.")


class ReplayedBody(ResponseBody):
    replayed: int

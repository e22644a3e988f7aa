"""The bodies that endpoints receive. `docs/webhooks.md` says which event has which part."""

from typing import Literal

from pydantic import Field

from chat.webhooks.event_types import EventType
from conversations.conversation import AuthorKind, Status
from handoff.resolutions.service import ResolutionOutcome
from kit.web.contract import Moment, NamedBody, ResponseBody, absent, example


class ToldCustomerBody(ResponseBody):
    """Who the customer is, as the host site has signed it. `name` and `email` only with texts."""

    id: str | None = Field(description="The site's own identifier; null for an anonymous customer.")
    name: str | None = absent()
    email: str | None = absent()


class ToldConversationBody(ResponseBody):
    """The conversation, as it was once the event had happened."""

    id: str
    status: Status
    locale: str | None
    department_id: str | None
    agent: NamedBody | None
    customer: ToldCustomerBody
    page_url: str | None = absent("Only with texts, when the conversation starts.")


class ToldAuthorBody(ResponseBody):
    kind: AuthorKind
    id: str | None
    name: str


class ToldAttachmentBody(ResponseBody):
    id: str
    content_type: str
    size: int = Field(description="In bytes.")
    name: str = absent("Only with texts.")


class ToldMessageBody(ResponseBody):
    """The message of the transcript that the event is about. What was written is there only with texts."""

    id: str
    seq: int = Field(description="From 1, without gaps in the conversation.")
    author: ToldAuthorBody
    created_at: Moment
    details: dict[str, str | int] | None = absent("Of a timeline event: the values of its words.")
    article_ids: list[str] = absent("The articles that an answer names.")
    attachments: list[ToldAttachmentBody] = absent()
    text: str = absent("Only with texts.")
    format: Literal["plain", "markdown"] = absent("Of the text.")


class ToldHandoffBody(ResponseBody):
    id: str
    reason: str
    priority: int


class ToldContactBody(ResponseBody):
    """Only with texts."""

    email: str | None
    phone: str | None
    note: str


class ToldRatingBody(ResponseBody):
    score: int
    comment: str | None = absent("Only with texts.")


class ToldFeedbackBody(ResponseBody):
    """Whether the answer `seq` helped."""

    seq: int
    helpful: bool
    reason: str | None


class ToldResolutionBody(ResponseBody):
    """How the agent says that it ended."""

    outcome: ResolutionOutcome | None
    tags: list[str]


class ToldTimerBody(ResponseBody):
    """A target of the department: near, or missed."""

    kind: str
    stage: str


class ToldArticleBody(ResponseBody):
    id: str
    knowledge_version: int
    version: int = absent()
    title: str = absent()
    locale: str = absent()
    category: str = absent()


class ToldEndpointBody(ResponseBody):
    """The endpoint that an administrator has tried."""

    id: str


class WebhookDataBody(ResponseBody):
    """What it is about. Each event has some of these parts."""

    conversation: ToldConversationBody = absent()
    message: ToldMessageBody = absent()
    handoff: ToldHandoffBody | None = absent()
    contact: ToldContactBody | None = absent()
    rating: ToldRatingBody = absent()
    feedback: ToldFeedbackBody = absent()
    resolution: ToldResolutionBody = absent()
    timer: ToldTimerBody = absent()
    article: ToldArticleBody = absent()
    endpoint: ToldEndpointBody = absent()


class WebhookBody(ResponseBody):
    """What an endpoint receives."""

    model_config = example(
        id="evt_1",
        type="customer.wrote",
        version=1,
        timestamp="2030-03-04T09:00:00.000Z",
        data={
            "conversation": {
                "id": "conv_1",
                "status": "bot",
                "locale": "en",
                "department_id": None,
                "agent": None,
                "customer": {"id": "customer-7"},
            },
            "message": {
                "id": "msg_1",
                "seq": 1,
                "author": {"kind": "customer", "id": None, "name": ""},
                "created_at": "2030-03-04T09:00:00.000Z",
                "article_ids": [],
                "attachments": [],
            },
        },
    )

    id: str = Field(description="The same in every attempt, and the header `webhook-id`: handle each one once.")
    type: EventType | Literal["endpoint.tested"]
    version: int = Field(description="Of the body. New fields do not raise it.")
    timestamp: Moment = Field(description="When it happened.")
    data: WebhookDataBody

"""Messages as the API sends them. `conversations.presentation` builds the bodies."""

from typing import Literal

from pydantic import Field

from conversations.conversation import AuthorKind, Status, Visibility
from kit.web.contract import Moment, ResponseBody, absent, example


class ChoiceBody(ResponseBody):
    """A button that the customer may press; its `value` is sent as `choice`."""

    title: str
    value: str


class SourceBody(ResponseBody):
    """The published article from which an answer is quoted."""

    article_id: str
    title: str
    url: str
    passage: str = Field(description="Markdown.")
    section: str = absent("The heading path of the shown part. Absent if the article says nothing more.")


class AttachmentBody(ResponseBody):
    """A file of a message: `GET /conversations/{id}/attachments/{attachment_id}` returns it."""

    model_config = example(
        id="file_1", name="wheel.jpg", content_type="image/jpeg", size=180_000, width=1_600, height=1_200
    )

    id: str
    name: str
    content_type: str
    size: int = Field(description="In bytes.")
    width: int | None = Field(description="In pixels, as is `height`; null for what is no picture.")
    height: int | None


class CandidateBody(ResponseBody):
    """An article that the bot considered."""

    article_id: str
    title: str
    section: str = absent()
    passage: str = absent("Markdown; only in the editor's preview.")
    score: float
    dense: float = absent("The similarity of the meanings.")
    lexical: float = absent("The similarity of the words.")
    probability: float = absent("P(it answers).")


class IntentBody(ResponseBody):
    name: str
    confidence: float


class SensitiveMatchBody(ResponseBody):
    """The sensitive topic of a message, and the phrase that matched."""

    topic: str
    phrase: str


class FrustrationBody(ResponseBody):
    """The points by which a customer loses patience, and the rules that gave them."""

    points: float
    rules: dict[str, float]


class WhyBody(ResponseBody):
    """Why the bot replied as it did. What a rule does not use is absent."""

    rule: str
    action: Literal["answer", "tentative", "clarify", "suggest", "hand_over", "reply"] = absent()
    reason: str | None
    confidence: float = absent("P(the best candidate answers).")
    threshold: float = absent("The least confidence of a firm answer; above 1 if none can keep the promise yet.")
    promise: float = absent("The share of answers that must be right.")
    among_three: float = absent("P(one of the first three candidates answers).")
    known: float = absent("The share of the message's words that occur in articles.")
    in_context: bool = absent("Whether the messages just before were read too.")
    in_scope: float | None = absent("P(the message belongs to any intent).")
    sensitive: SensitiveMatchBody | None = absent()
    frustration: FrustrationBody | None = absent()
    candidates: list[CandidateBody] = absent()
    intents: list[IntentBody] = absent()
    calibration: str | None = absent()
    knowledge_version: int = absent()
    form: str | None = absent("The form that the dialogue is in.")


class AuthorBody(ResponseBody):
    """Customers see only an agent's name."""

    kind: AuthorKind
    name: str
    id: str | None = absent("Only for staff.")


class MessageBody(ResponseBody):
    """An entry of a transcript."""

    model_config = example(
        id="msg_1",
        seq=2,
        previous=1,
        author={"kind": "bot", "name": "Baton"},
        kind="text",
        event=None,
        details=None,
        text="The first service is free.",
        format="markdown",
        created_at="2030-03-04T09:00:00.000Z",
        choices=[],
        sources=[
            {
                "article_id": "first-service",
                "title": "The first service",
                "url": "https://support.example.com/help/first-service",
                "passage": "The first service is free.",
            }
        ],
        attachments=[],
        visibility="public",
    )

    id: str
    seq: int = Field(description="From 1, without gaps in the conversation.")
    previous: int = Field(description="`seq` of the previous message that this reader may see; 0 for the first.")
    author: AuthorBody
    kind: Literal["text", "event"]
    event: str | None = Field(description="The timeline event, if the kind is `event`.")
    details: dict[str, str | int] | None = Field(
        description="The wording of a timeline event and the values for its text; null if clients cannot build it."
    )
    text: str
    format: Literal["plain", "markdown"]
    created_at: Moment
    choices: list[ChoiceBody]
    sources: list[SourceBody]
    attachments: list[AttachmentBody]
    visibility: Visibility
    why: WhyBody | None = absent("Only for staff.")


class MessagePageBody(ResponseBody):
    messages: list[MessageBody]
    more: bool


class OpenedConversationBody(ResponseBody):
    """A new conversation. Its token is sent only here."""

    conversation_id: str
    token: str
    status: Status
    messages: list[MessageBody]

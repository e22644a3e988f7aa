"""Help for an agent who writes, as the API sends it."""

from pydantic import Field

from kit.web.contract import Moment, NamedBody, ResponseBody
from knowledge_base.audiences.audience import Audience


class OpenQuestionBody(ResponseBody):
    """The customer's message that waits for an answer."""

    seq: int
    text: str


class SuggestionBody(ResponseBody):
    """A passage that may answer."""

    article_id: str
    title: str
    section: str
    passage: str = Field(description="Markdown.")
    text: str = Field(description="For the reply: the passage as plain text, and the article's address.")
    url: str = Field(description="Of its public page; empty if it has none, because not everybody may read it.")
    audience: Audience = Field(description="`staff`: no customer may read it, so its words are for the agent.")
    probability: float


class SuggestionListBody(ResponseBody):
    question: OpenQuestionBody | None = Field(description="Null if the agent searched, or if nothing is open.")
    suggestions: list[SuggestionBody]


class PastAnswerBody(ResponseBody):
    """An agent's answer to a similar question. The other customer's details are masked in braces."""

    conversation_id: str
    seq: int
    answered_at: Moment
    agent: NamedBody
    question: str | None
    text: str
    missing: list[str] = Field(description="The details that could not be filled in.")


class PastAnswerListBody(ResponseBody):
    question: OpenQuestionBody | None
    past_answers: list[PastAnswerBody]

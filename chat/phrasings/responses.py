"""What the calls about phrasings send."""

from typing import Literal

from pydantic import Field

from chat.editors.responses import ArticleChoiceBody
from kit.web.contract import ResponseBody


class TriedPhrasingBody(ResponseBody):
    """What one question leads to, with the article as it is typed."""

    question: str
    found: Literal["firm", "offered", "missed"] = Field(
        description="`firm`: the bot answers from this article. `offered`: as a guess, or among several. `missed`: not."
    )
    action: Literal["answer", "tentative", "clarify", "suggest", "hand_over", "reply"]
    confidence: float
    instead: ArticleChoiceBody | None = Field(description="The article that came first instead.")


class TriedPhrasingsBody(ResponseBody):
    tried: list[TriedPhrasingBody]


class SuggestedPhrasingBody(TriedPhrasingBody):
    origin: Literal["heading", "sentence", "customer"]
    times: int = Field(description="How often customers asked it lately; 0 if it comes from the article.")


class SuggestedPhrasingsBody(ResponseBody):
    """What does not find the article firmly comes first."""

    suggestions: list[SuggestedPhrasingBody]


class DismissedPhrasingBody(ResponseBody):
    article_id: str
    phrasing: str
    dismissed: bool

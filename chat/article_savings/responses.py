"""The estimate as the API sends it."""

from pydantic import Field

from kit.web.contract import ResponseBody


class ArticleSavingsBody(ResponseBody):
    """Agents' time that an article may have saved in the last weeks: `settled` times `conversation_minutes`."""

    weeks: int
    settled: float = Field(
        description="Conversations that the bot answered with it, without an agent and without a complaint. One that "
        "several articles settled counts in shares."
    )
    agents_conversations: int = Field(description="Conversations of agents that the median is of.")
    conversation_minutes: float | None = Field(
        description="Median of the active time that agents had with a conversation; null if they had fewer than 20."
    )
    minutes: int | None = Field(description="An upper estimate; null without a median.")

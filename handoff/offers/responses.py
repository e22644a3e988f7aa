"""Offers, and what a handoff needs, as the API sends them."""

from typing import Literal

from pydantic import Field

from kit.web.contract import Moment, NamedBody, ResponseBody


class RequirementsBody(ResponseBody):
    """What decides which agent should get a handoff, as found when it was last queued."""

    language: str | None = Field(description="A primary tag such as `nl`.")
    skills: list[NamedBody]
    effort: Literal[1, 2, 3] = Field(description="One more for an upset customer, and one more for a difficult topic.")
    upset: bool
    hard: bool


class OfferBody(ResponseBody):
    """The agent to whom a handoff is offered, and until when."""

    agent_id: str
    until: Moment
    language_matched: bool

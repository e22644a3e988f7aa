"""Resolutions as the API sends them."""

from handoff.resolutions.service import ResolutionOutcome
from kit.web.contract import Moment, NamedBody, ResponseBody


class ResolutionBody(ResponseBody):
    """How a conversation ended, as the agent recorded it."""

    outcome: ResolutionOutcome | None
    tags: list[str]
    agent: NamedBody
    resolved_at: Moment

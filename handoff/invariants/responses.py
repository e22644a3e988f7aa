"""The health checks as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class InvariantBody(ResponseBody):
    """A health check, and some of the conversations that fail it."""

    name: str
    count: int
    conversation_ids: list[str]


class InvariantReportBody(ResponseBody):
    healthy: bool = Field(description="Whether every count is 0.")
    checked_at: Moment
    invariants: list[InvariantBody]

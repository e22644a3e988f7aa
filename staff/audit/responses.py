"""The audit log as the API sends it."""

from typing import Any

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class AuditActorBody(ResponseBody):
    """Who did it. `name` is null if nobody has that account any more."""

    kind: str
    id: str | None
    name: str | None


class AuditEntryBody(ResponseBody):
    """Something that somebody did."""

    seq: int
    at: Moment
    actor: AuditActorBody
    action: str
    subject: str | None
    details: dict[str, Any]
    hash: str = Field(description="Of this entry and of the one before it.")


class AuditPageBody(ResponseBody):
    """Newest first."""

    entries: list[AuditEntryBody]
    next: str | None = Field(description="The cursor of the next page; null on the last one.")

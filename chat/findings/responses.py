"""Findings as the API sends them."""

from pydantic import Field

from kit.web.contract import ResponseBody
from knowledge_base.findings.finding import Kind


class FindingPlaceBody(ResponseBody):
    """Where something stands in a published article."""

    article_id: str
    title: str
    section: str
    quote: str


class FindingBody(ResponseBody):
    """Something that an editor may want to mend."""

    key: str = Field(description="It changes with the words at these places.")
    kind: Kind
    places: list[FindingPlaceBody] = Field(description="One or two.")
    details: dict[str, str] = Field(description="By kind: `target`, `phrasing`, `review_on`, `shown` and `followed`, …")
    traffic: int = Field(description="How often these articles were shown lately.")
    set_aside_by: str | None


class FindingListBody(ResponseBody):
    """Those with the most traffic first."""

    days: int = Field(description="The days for which traffic is counted.")
    complete: bool = Field(description="False while `knowledge` is away: doubles and contradictions are missing.")
    findings: list[FindingBody]


class SetAsideFindingBody(ResponseBody):
    key: str

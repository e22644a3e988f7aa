"""The accuracy of wait estimates as the API sends it."""

from pydantic import Field

from kit.web.contract import ResponseBody


class WaitReportBody(ResponseBody):
    """Values are null if no estimate was scored. A lower score is better."""

    days: int
    share: float = Field(description="The share of waits that should fall into their range.")
    scored: int
    coverage: float | None = Field(description="The share of waits that fell into their range.")
    median_width_seconds: int | None
    score: int | None
    score_of_mean: int | None = Field(description="The score of the mean of recent waits, to compare.")

"""Departments as the API sends them."""

from pydantic import Field

from kit.web.contract import NamedBody, ResponseBody, absent
from staff.departments.department import Day, LowConfidence, Routing


class OfferedDepartmentBody(NamedBody):
    """A department that a customer may choose."""

    open: bool = Field(description="Whether it is open now.")


class SpecialDayBody(ResponseBody):
    """A date with a name or hours of its own. Without hours it is closed."""

    date: str = Field(description="Such as 2030-12-24, or 12-25 for every year.")
    name: str = absent()
    open: list[tuple[str, str]] = absent()


class HoursBody(ResponseBody):
    """A week by the wall clock of the time zone. Missing days and holidays are closed."""

    time_zone: str
    weekly: dict[Day, list[tuple[str, str]]]
    holidays: list[str] = absent("Dates such as 2030-12-24, or 12-25 for every year.")
    special_days: list[SpecialDayBody] = absent("They come before holidays of the same date.")


class TargetsBody(ResponseBody):
    """Minutes of opening hours until a customer must be served. Null turns a target off."""

    first_reply: int | None
    next_reply: int | None
    resolution: int | None


class DepartmentBody(ResponseBody):
    id: str
    name: str
    low_confidence: LowConfidence = Field(description="What an unsure bot does: queue at once, or offer a person.")
    hours: HoursBody | None = Field(description="Null means always open.")
    active: bool
    is_default: bool
    routing: Routing
    targets: TargetsBody | None
    open: bool = Field(description="Whether it is open now.")


class DepartmentListBody(ResponseBody):
    departments: list[DepartmentBody]

"""Departments over HTTP: all staff can read them, supervisors change them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import fails, sends
from kit.web.request_fields import Line, ShortLine
from staff.departments import repository as departments_repository
from staff.departments import service as departments_service
from staff.departments.department import Day, Department, LowConfidence, Routing
from staff.departments.responses import DepartmentBody, DepartmentListBody
from staff.departments.service import CountOpen


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PydanticCustomError("baton.bad_type", "This is not a valid time zone, such as Europe/Brussels.") from None
    return name


def _span(span: tuple[str, str]) -> tuple[str, str]:
    if span[0] >= span[1]:
        raise PydanticCustomError("baton.bad_type", "Opening hours must end after they begin.")
    return span


def _holiday(day: str) -> str:
    try:
        date.fromisoformat(day if len(day) > len(EVERY_YEAR) else f"{LEAP_YEAR}-{day}")
    except ValueError:
        raise PydanticCustomError("baton.bad_type", "A holiday must be a date such as 2026-12-24 or 12-25.") from None
    return day


EVERY_YEAR = "12-25"  # the form of a yearly holiday
LEAP_YEAR = 2024

Holiday = Annotated[str, Field(pattern=r"^(?:\d{4}-)?\d{2}-\d{2}$"), AfterValidator(_holiday)]

MOST_DAYS = 366

TimeOfDay = Annotated[str, Field(pattern=r"^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$")]

Span = Annotated[tuple[TimeOfDay, TimeOfDay], AfterValidator(_span)]


class SpecialDayRequest(BaseModel):
    """A date such as 2026-12-24, or 12-25 for every year, with its own hours. Without any it is closed."""

    model_config = ConfigDict(extra="forbid")

    date: Holiday
    name: ShortLine = ""
    open: Annotated[list[Span], Field(max_length=8)] = []


def _once(days: list[SpecialDayRequest]) -> list[SpecialDayRequest]:
    if len({day.date for day in days}) < len(days):
        raise PydanticCustomError("baton.bad_type", "A special day must be there only once.")
    return days


class HoursRequest(BaseModel):
    """Weekly opening hours, by the wall clock of the time zone. `24:00` is the end of a day. Holidays are closed.

    A special day comes before a holiday of the same date, and a date of one year before one of every year.
    """

    model_config = ConfigDict(extra="forbid")

    time_zone: Annotated[str, Field(max_length=64), AfterValidator(_time_zone)]
    weekly: dict[Day, Annotated[list[Span], Field(max_length=8)]]
    holidays: Annotated[list[Holiday], Field(max_length=MOST_DAYS)] = []
    special_days: Annotated[list[SpecialDayRequest], Field(max_length=MOST_DAYS), AfterValidator(_once)] = []


Minutes = Annotated[StrictInt, Field(ge=1, le=43_200)] | None


class TargetsRequest(BaseModel):
    """Minutes of opening hours until a customer must be served. Null turns a target off."""

    model_config = ConfigDict(extra="forbid")

    first_reply: Minutes = None
    next_reply: Minutes = None
    resolution: Minutes = None


class DepartmentRequest(BaseModel):
    name: Line
    low_confidence: LowConfidence = "offer"
    hours: HoursRequest | None = None
    routing: Routing = "pick"
    targets: TargetsRequest | None = None


class DepartmentChanges(BaseModel):
    """Omitted fields stay unchanged. `hours: null` means always open, `targets: null` means no targets."""

    name: Line = ""
    low_confidence: LowConfidence = "offer"
    hours: HoursRequest | None = None
    routing: Routing = "pick"
    targets: TargetsRequest | None = None
    active: StrictBool = True
    is_default: Annotated[Literal[True], Field(description="The department that was the default is not any more.")] = (
        True
    )


def departments_router(database: Database, clock: Clock, count_open: CountOpen) -> APIRouter:
    """`count_open` says how many conversations an archived department would leave behind."""
    router = APIRouter(prefix="/departments", tags=["departments"])

    @router.get("", response_model=sends(DepartmentListBody))
    async def list_departments() -> dict[str, Any]:
        found, now = await database.read(departments_repository.list_departments), clock()
        return {"departments": [_describe(department, now) for department in found]}

    @router.post("", status_code=201, response_model=sends(DepartmentBody), responses=fails(409, "conflict"))
    async def add_department(request: Request, body: DepartmentRequest) -> dict[str, Any]:
        def entry(added: Department) -> Entry:
            return Entry(by(person_of(request)), "department.added", added.id)

        hours = body.hours.model_dump(mode="json", exclude_unset=True) if body.hours else None
        department = await database.write(
            audited(departments_service.add_department, clock, entry),
            body.name,
            clock(),
            low_confidence=body.low_confidence,
            hours=hours,
            routing=body.routing,
            targets=body.targets.model_dump() if body.targets else None,
        )
        return _describe(department, clock())

    @router.patch(
        "/{department_id}",
        response_model=sends(DepartmentBody),
        responses=fails(409, "conflict", "department_in_use"),
    )
    async def change_department(request: Request, department_id: str, body: DepartmentChanges) -> dict[str, Any]:
        changes = body.model_dump(mode="json", exclude_unset=True)

        def entry(_: Department) -> Entry:
            return Entry(by(person_of(request)), "department.changed", department_id, {"changed": sorted(changes)})

        changing = audited(departments_service.change_department, clock, entry)
        department = await database.write(changing, department_id, changes, count_open)
        return _describe(department, clock())

    return router


def _describe(department: Department, now: datetime) -> dict[str, Any]:
    return {**department.body(), "open": department.is_open(now)}

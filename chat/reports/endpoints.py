"""`/reports`: the reports as JSON and CSV, and samples. Supervisors see all of them, agents their own figures."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field, StrictInt, StrictStr
from sqlalchemy import Connection

from chat.report_facts.keeper import FactsKeeper
from chat.report_facts.repository import count_stale, find_counted_at, read_basis
from chat.reports import repository, samples
from chat.reports.csv_text import csv_of
from chat.reports.period import Filters, period
from chat.reports.reports import REPORTS
from chat.reports.responses import ReportBody, ReportFiltersBody, SampleDetailsBody, SampleListBody
from kit.auth import person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.errors import NotFound
from kit.web.contract import fails, sends
from staff.departments.repository import list_departments

LARGEST_SAMPLE = 200
CSV = "text/csv; charset=utf-8"
_CSV_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "CSV."}
}
BYTE_ORDER_MARK = "\ufeff"
"""Without it, some spreadsheets take UTF-8 for something else."""


class NewSample(BaseModel):
    """The period, and how many conversations to draw."""

    since: StrictStr | None = None
    until: StrictStr | None = None
    size: Annotated[StrictInt, Field(ge=1, le=LARGEST_SAMPLE)] = 50


class SampleVerdict(BaseModel):
    """Whether what the bot did in the conversation was right; null takes it back."""

    verdict: Literal["right", "wrong"] | None


class Wanted:
    """What the query asks for. Each part that is left out limits nothing."""

    def __init__(
        self,
        since: Annotated[str | None, Query(description="First day, such as 2030-03-04; 30 days without it.")] = None,
        until: Annotated[str | None, Query(description="Last day; today without it.")] = None,
        department: str | None = None,
        agent: str | None = None,
        channel: str | None = None,
        topic: str | None = None,
        language: str | None = None,
    ) -> None:
        self.since, self.until = since, until
        self.limits: dict[str, Any] = {
            "department": department,
            "agent": agent,
            "channel": channel,
            "topic": topic,
            "language": language,
        }


Asked = Annotated[Wanted, Depends()]


def reports_router(database: Database, keeper: FactsKeeper, clock: Clock, *, time_zone: Callable[[], str]) -> APIRouter:
    router = APIRouter(prefix="/reports", tags=["reports"])

    def filters(wanted: Wanted) -> Filters:
        zone = ZoneInfo(time_zone())
        return Filters(*period(wanted.since, wanted.until, clock(), zone), zone, **wanted.limits)

    async def read(name: str, limits: Filters) -> dict[str, Any]:
        if name not in REPORTS:
            raise NotFound("There is no such report.")
        await keeper.catch_up()
        return await database.read_aside(_read_report, name, limits, clock())

    async def read_csv(name: str, limits: Filters, table: str) -> Response:
        text = BYTE_ORDER_MARK + csv_of(await read(name, limits), table)
        file = f"{name}-{table}-{limits.first_day}-{limits.last_day}.csv".replace('"', "")
        headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
        return Response(text, media_type=CSV, headers=headers)

    @router.get("/filters", response_model=sends(ReportFiltersBody))
    async def get_filters() -> dict[str, Any]:
        zone = ZoneInfo(time_zone())
        today = clock().astimezone(zone).date()
        await keeper.catch_up()
        found = await database.read_aside(_read_choices)
        return {"time_zone": zone.key, "today": f"{today:%Y-%m-%d}", **found}

    @router.get("/own", response_model=sends(ReportBody), responses=fails(400, "bad_query"))
    async def get_own(request: Request, wanted: Asked) -> dict[str, Any]:
        """The caller's own figures, whatever `agent` says."""
        return await read("own", replace(filters(wanted), agent=person_of(request).id))

    @router.get(
        "/own/csv", response_class=Response, responses=_CSV_ANSWER | fails(400, "bad_query") | fails(404, "not_found")
    )
    async def get_own_csv(request: Request, wanted: Asked, table: str = "figures") -> Response:
        return await read_csv("own", replace(filters(wanted), agent=person_of(request).id), table)

    _add_samples(router, database, keeper, clock, filters)

    @router.get("/{report}", response_model=sends(ReportBody), responses=fails(400, "bad_query"))
    async def get_report(report: str, wanted: Asked) -> dict[str, Any]:
        return await read(report, filters(wanted))

    @router.get("/{report}/csv", response_class=Response, responses=_CSV_ANSWER | fails(400, "bad_query"))
    async def get_report_csv(report: str, wanted: Asked, table: str = "figures") -> Response:
        """`table` is `figures`, `comments` or the key of a series."""
        return await read_csv(report, filters(wanted), table)

    return router


def _add_samples(
    router: APIRouter,
    database: Database,
    keeper: FactsKeeper,
    clock: Clock,
    filters: Callable[[Wanted], Filters],
) -> None:
    @router.get("/samples", response_model=sends(SampleListBody))
    async def list_samples() -> dict[str, Any]:
        return await database.read_aside(samples.list_all)

    @router.post(
        "/samples",
        status_code=201,
        response_model=sends(SampleDetailsBody),
        responses=fails(400, "bad_query") | fails(409, "nothing_to_sample"),
    )
    async def draw_sample(request: Request, body: NewSample) -> dict[str, Any]:
        await keeper.catch_up()
        limits = filters(Wanted(body.since, body.until))
        return await database.write(samples.draw, limits, body.size, person_of(request).name, clock())

    @router.get("/samples/{sample_id}", response_model=sends(SampleDetailsBody))
    async def get_sample(sample_id: str) -> dict[str, Any]:
        return await database.read_aside(samples.details, sample_id)

    @router.put("/samples/{sample_id}/verdicts/{conversation_id}", response_model=sends(SampleDetailsBody))
    async def put_verdict(
        request: Request, sample_id: str, conversation_id: str, body: SampleVerdict
    ) -> dict[str, Any]:
        by = person_of(request).name
        return await database.write(samples.judge, sample_id, conversation_id, body.verdict, by, clock())


def _read_report(connection: Connection, name: str, limits: Filters, now: Any) -> dict[str, Any]:
    left = count_stale(connection, read_basis(connection).digest)
    counted_at = find_counted_at(connection) if left else now
    return {
        "report": name,
        "since": f"{limits.first_day:%Y-%m-%d}",
        "until": f"{limits.last_day:%Y-%m-%d}",
        "time_zone": limits.zone.key,
        "counted_at": to_text(counted_at) if counted_at else None,
        "left": left,
        "comments": [],
        **REPORTS[name](connection, limits, now),
    }


def _read_choices(connection: Connection) -> dict[str, Any]:
    names = repository.agent_names(connection)
    columns = {"channels": "channel", "topics": "topic", "languages": "language"}
    return {
        "departments": [{"id": each.id, "name": each.name} for each in list_departments(connection)],
        "agents": [{"id": identifier, "name": name} for identifier, name in names.items()],
        **{name: repository.list_choices(connection, column) for name, column in columns.items()},
    }

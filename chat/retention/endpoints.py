"""`/retention`, for administrators: how long ended conversations are kept, tried out before it is set."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictInt, StrictStr

from chat.retention import service
from chat.retention.responses import RetentionBody, WouldExpireListBody
from chat.retention.rules import EVERYBODY, Rule
from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.web.contract import sends

LONGEST_DAYS = 36_500
MOST_RULES = 500


class RetentionRule(BaseModel):
    department_id: Annotated[StrictStr, Field(max_length=64, min_length=1)] | None = None
    days: Annotated[StrictInt, Field(ge=1, le=LONGEST_DAYS)] | None = None


class Retention(BaseModel):
    """All rules; those that are not named are gone."""

    rules: Annotated[list[RetentionRule], Field(max_length=MOST_RULES)]

    def values(self) -> list[Rule]:
        return [Rule(each.department_id or EVERYBODY, each.days) for each in self.rules]


def retention_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/retention", tags=["people data"])

    @router.get("", response_model=sends(RetentionBody))
    async def read_retention() -> dict[str, Any]:
        return await database.read(service.read_retention)

    @router.put("", response_model=sends(RetentionBody))
    async def change_retention(request: Request, body: Retention) -> dict[str, Any]:
        """From now on, conversations that are older are erased, a few at a time. That cannot be undone."""
        author, rules = person_of(request), body.values()
        days = {rule.department_id or "*": rule.days for rule in rules}
        entry = Entry(by(author), "retention.changed", None, {"days": days})
        changing = audited(service.change_retention, clock, lambda _: entry)
        await database.write(changing, rules, author.name, clock())
        return await database.read(service.read_retention)

    @router.post("/dry-run", response_model=sends(WouldExpireListBody))
    async def try_retention(body: Retention) -> dict[str, Any]:
        """Changes nothing."""
        return {"would_expire": await database.read_aside(service.would_expire, body.values(), clock())}

    return router

"""The first hour over HTTP, for administrators: where it stands, each step, a question on trial, the end."""

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StrictStr

from chat.edge.rate_limits import RateLimits
from chat.first_hour import service
from chat.first_hour.asking import ask
from chat.first_hour.link import remove_link, token_in, write_link
from chat.first_hour.service import State, Step
from chat.turns.dialogue import Dialogue
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.identifiers import hash_token
from kit.web.contract import ResponseBody, fails, sends
from kit.web.request_fields import Email, Line


class FirstStepsBody(ResponseBody):
    administrator: State
    company: State
    articles: State
    questions: State
    people: State


class FirstHourBody(ResponseBody):
    """Where the first hour stands."""

    open: bool = Field(description="False once it is over, and in installations that never had one.")
    steps: FirstStepsBody


class TrialReplyBody(ResponseBody):
    text: str
    format: Literal["plain", "markdown"]
    choices: list[str] = Field(description="The titles of its buttons.")


class TrialArticleBody(ResponseBody):
    article_id: str
    title: str


class TrialBody(ResponseBody):
    """What a customer would read."""

    replies: list[TrialReplyBody]
    action: Literal["answer", "tentative", "clarify", "suggest", "hand_over", "reply"]
    confidence: float | None
    article: TrialArticleBody | None


class StepRequest(BaseModel):
    state: State


class AdministratorRequest(BaseModel):
    name: Line
    email: Email


class TrialRequest(BaseModel):
    q: Annotated[StrictStr, Field(max_length=10_000)]
    locale: Annotated[StrictStr | None, Field(max_length=35, description="The language of the page.")] = None


def first_hour_router(
    database: Database, dialogue: Dialogue, limits: RateLimits, clock: Clock, data: Path
) -> APIRouter:
    """`/first-hour`. `data` is the data folder, where the printed link is."""
    router = APIRouter(prefix="/first-hour", tags=["first hour"])

    async def told(body: dict[str, Any]) -> dict[str, Any]:
        """The answer; and the printed link loses its secret once nobody can use it, and goes with the first hour."""
        if not body["open"]:
            remove_link(data)
            return body
        token = token_in(data)
        if token is not None and await database.read(service.link_is_dead, hash_token(token), clock()):
            write_link(data, "")
        return body

    @router.get("", response_model=sends(FirstHourBody))
    async def read_first_hour() -> dict[str, Any]:
        return await told(await database.read(service.view))

    @router.put(
        "/steps/{step}",
        response_model=sends(FirstHourBody),
        responses=fails(400, "bad_query") | fails(404, "not_found"),
    )
    async def set_step(step: Step, body: StepRequest) -> dict[str, Any]:
        return await told(await database.write(service.set_step, step, body.state))

    @router.post(
        "/administrator",
        response_model=sends(FirstHourBody),
        responses=fails(404, "not_found") | fails(409, "conflict"),
    )
    async def name_administrator(request: Request, body: AdministratorRequest) -> dict[str, Any]:
        me = person_of(request).id
        return await told(await database.write(service.name_administrator, me, body.name, body.email, clock()))

    @router.post("/questions", response_model=sends(TrialBody))
    async def try_question(request: Request, body: TrialRequest) -> dict[str, Any]:
        await limits.check("searches", person_of(request).id)
        return await ask(database, dialogue, body.q, body.locale)

    @router.post("/finish", response_model=sends(FirstHourBody))
    async def finish() -> dict[str, Any]:
        return await told(await database.write(service.finish, clock()))

    return router

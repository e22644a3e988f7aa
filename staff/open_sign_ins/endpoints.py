"""Open sign-ins over HTTP: one's own, and anybody's for administrators."""

from typing import Any

from fastapi import APIRouter, Request

from kit.audit.entry import by
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.identifiers import hash_token
from kit.web.contract import EmptyBody, sends
from staff.open_sign_ins import service
from staff.open_sign_ins.responses import OpenSignInListBody
from staff.sign_in.service import SESSION_COOKIE


def open_sign_ins_router(database: Database, clock: Clock) -> APIRouter:
    """Serves `/me/sign-ins` and `/people/{id}/sign-ins`."""
    router = APIRouter(tags=["sign-in"])

    @router.get("/me/sign-ins", response_model=sends(OpenSignInListBody))
    async def list_own(request: Request) -> dict[str, Any]:
        return {"sign_ins": await database.read(service.list_open, person_of(request).id, clock(), _current(request))}

    @router.delete("/me/sign-ins", response_model=sends(EmptyBody))
    async def end_others(request: Request) -> dict[str, Any]:
        """Ends all sign-ins but this one."""
        me = person_of(request)
        await database.write(service.end_all, me.id, by(me), clock(), but=_current(request))
        return {}

    @router.delete("/me/sign-ins/{sign_in_id}", response_model=sends(EmptyBody))
    async def end_own(request: Request, sign_in_id: str) -> dict[str, Any]:
        me = person_of(request)
        await database.write(service.end_one, me.id, sign_in_id, by(me), clock())
        return {}

    @router.get("/people/{person_id}/sign-ins", response_model=sends(OpenSignInListBody))
    async def list_of(request: Request, person_id: str) -> dict[str, Any]:
        return {"sign_ins": await database.read(service.list_open, person_id, clock(), _current(request))}

    @router.delete("/people/{person_id}/sign-ins", response_model=sends(EmptyBody))
    async def end_all_of(request: Request, person_id: str) -> dict[str, Any]:
        await database.write(service.end_all, person_id, by(person_of(request)), clock())
        return {}

    @router.delete("/people/{person_id}/sign-ins/{sign_in_id}", response_model=sends(EmptyBody))
    async def end_of(request: Request, person_id: str, sign_in_id: str) -> dict[str, Any]:
        await database.write(service.end_one, person_id, sign_in_id, by(person_of(request)), clock())
        return {}

    return router


def _current(request: Request) -> str | None:
    """The hash of the sign-in that asks; None for a program, which has none."""
    secret = None if person_of(request).by_token else request.cookies.get(SESSION_COOKIE)
    return hash_token(secret) if secret else None

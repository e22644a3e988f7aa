"""Second factors over HTTP: a person's own, an administrator's reset, and the roles that must have one."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import NotAllowed
from kit.keys.installation_key import InstallationKey
from kit.web.contract import EmptyBody, fails, sends
from staff.attempts.throttle import Caller, Throttle
from staff.people.person import ROLES
from staff.second_factor import repository, service
from staff.second_factor.requests import CodeRequest, SignInRulesRequest
from staff.second_factor.responses import EnrolmentBody, RecoveryCodesBody, SecondFactorBody, SignInRulesBody

_WRONG = fails(401, "wrong_code") | fails(409, "wrong_status", "second_factor_unreadable")


def second_factor_router(
    database: Database,
    throttle: Throttle,
    key: InstallationKey,
    clock: Clock,
    *,
    issuer: Callable[[], str],
    client_address: Callable[[Request], str],
) -> APIRouter:
    """Serves `/me/second-factor`. `issuer` is the name that an app shows beside the code."""
    router = APIRouter(prefix="/me/second-factor", tags=["sign-in"])

    async def checked(request: Request, work: Callable[..., Any], code: str) -> Any:
        """Runs a transaction that uses a code; wrong ones are counted."""
        person = owner(request)
        attempt = await throttle.admit("code", person, Caller(client_address(request)))
        result = await database.write(work, person, code, key, clock())
        await throttle.forgive(attempt)
        return result

    @router.get("", response_model=sends(SecondFactorBody))
    async def read(request: Request) -> dict[str, Any]:
        return await database.read(service.describe, person_of(request).id)

    @router.post("", status_code=201, response_model=sends(EnrolmentBody), responses=fails(409, "wrong_status"))
    async def begin(request: Request) -> dict[str, Any]:
        return await database.write(service.begin, owner(request), key, issuer() or "Baton", clock())

    @router.post("/confirm", response_model=sends(RecoveryCodesBody), responses=_WRONG)
    async def confirm(request: Request, body: CodeRequest) -> dict[str, Any]:
        return {"recovery_codes": await checked(request, service.confirm, body.code)}

    @router.post("/recovery-codes", response_model=sends(RecoveryCodesBody), responses=_WRONG)
    async def renew_recovery_codes(request: Request, body: CodeRequest) -> dict[str, Any]:
        return {"recovery_codes": await checked(request, service.renew_recovery_codes, body.code)}

    @router.post("/end", response_model=sends(EmptyBody), responses=_WRONG | fails(403, "second_factor_required"))
    async def end(request: Request, body: CodeRequest) -> dict[str, Any]:
        await checked(request, service.end, body.code)
        return {}

    return router


def second_factors_of_others_router(database: Database, clock: Clock) -> APIRouter:
    """`/people/{id}/second-factor` and `/sign-in-rules`, for administrators."""
    router = APIRouter(tags=["people"])

    @router.get("/people/{person_id}/second-factor", response_model=sends(SecondFactorBody))
    async def read_of(person_id: str) -> dict[str, Any]:
        return await database.read(service.describe, person_id)

    @router.delete("/people/{person_id}/second-factor", response_model=sends(EmptyBody))
    async def reset(request: Request, person_id: str) -> dict[str, Any]:
        """Also ends the person's sign-ins."""
        await database.write(service.reset, person_id, by(person_of(request)), clock())
        return {}

    @router.get("/sign-in-rules", response_model=sends(SignInRulesBody))
    async def read_rules() -> dict[str, Any]:
        return {"second_factor_roles": await database.read(repository.read_roles)}

    @router.put("/sign-in-rules", response_model=sends(SignInRulesBody))
    async def change_rules(request: Request, body: SignInRulesRequest) -> dict[str, Any]:
        """Counts for each person from their next sign-in."""
        roles = [role for role in ROLES if role in body.second_factor_roles]
        entry = Entry(by(person_of(request)), "sign_in_rules.changed", None, {"second_factor_roles": roles})
        await database.write(audited(repository.store_roles, clock, lambda _: entry), roles, clock())
        return {"second_factor_roles": roles}

    return router


def owner(request: Request) -> str:
    """Who is signed in. Raises NotAllowed for a program: a token must not change how its owner signs in."""
    person = person_of(request)
    if person.by_token:
        raise NotAllowed("Sign in for this; an API token is not enough.")
    return person.id

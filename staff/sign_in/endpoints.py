"""Signing in over HTTP: sign-in and sign-out, one-time links, one's own password, API tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response

from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.keys.installation_key import InstallationKey
from kit.passwords import Passwords
from kit.web.contract import EmptyBody, fails, sends
from staff.attempts.throttle import Throttle
from staff.people.responses import MeBody
from staff.people.service import get_person
from staff.sign_in import service, tokens
from staff.sign_in.browser import BrowserOf, browsers
from staff.sign_in.cookies import SignInCookies
from staff.sign_in.requests import AcceptRequest, PasswordRequest, SecondStepRequest, SignInRequest, TokenRequest
from staff.sign_in.responses import ApiTokenListBody, NewApiTokenBody
from staff.sign_in.service import SESSION_COOKIE, SignIns

_REFUSED = ("wrong_credentials", "second_factor_needed")


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def sign_in_router(
    database: Database,
    passwords: Passwords,
    clock: Clock,
    throttle: Throttle,
    key: InstallationKey,
    *,
    secure: bool,
    client_address: Callable[[Request], str] = _peer,
    sign_in_hours: float = 168.0,
) -> APIRouter:
    """Serves everything under `/sign-in`, `/sign-out`, `/me`, `/invitations`, `/tokens` and `/people/{id}/tokens`.

    `secure` is whether browsers connect over TLS. `client_address` returns the address that a throttle counts; behind a
    proxy that is not the peer's.
    """
    sign_ins = SignIns(database, passwords, clock, throttle, key, lasts=timedelta(hours=sign_in_hours))
    router = APIRouter()
    browser_of = browsers(client_address)
    router.include_router(_door_router(sign_ins, browser_of, secure=secure))
    router.include_router(_own_router(sign_ins, browser_of))
    router.include_router(_tokens_router(database, clock))
    router.include_router(_tokens_of_others_router(database, clock))
    return router


def _door_router(sign_ins: SignIns, browser_of: BrowserOf, *, secure: bool) -> APIRouter:
    """The ways in, and the way out."""
    router = APIRouter(tags=["sign-in"])
    cookies = SignInCookies(sign_ins.lasts, secure=secure)

    @router.post("/sign-in", response_model=sends(MeBody), responses=fails(401, *_REFUSED))
    async def sign_in(request: Request, response: Response, body: SignInRequest) -> dict[str, Any]:
        signed_in = await sign_ins.sign_in(body.email, body.password, browser_of(request))
        return cookies.let_in(response, signed_in)

    @router.post(
        "/sign-in/second-factor",
        response_model=sends(MeBody),
        responses=fails(401, "wrong_code", "ticket_expired", "wrong_credentials")
        | fails(404, "not_found")
        | fails(409, "second_factor_unreadable"),
    )
    async def second_step(request: Request, response: Response, body: SecondStepRequest) -> dict[str, Any]:
        """The second step, with the `ticket` of the error `second_factor_needed`."""
        return cookies.let_in(response, await sign_ins.second_step(body.ticket, body.code, browser_of(request)))

    @router.post("/sign-out", response_model=sends(EmptyBody))
    async def sign_out(request: Request, response: Response) -> dict[str, Any]:
        if token := request.cookies.get(SESSION_COOKIE):
            await sign_ins.sign_out(token)
        cookies.let_out(response)
        return {}

    @router.post(
        "/invitations/accept",
        response_model=sends(MeBody),
        responses=fails(400, "too_short") | fails(401, *_REFUSED) | fails(404, "not_found"),
    )
    async def accept_invitation(request: Request, response: Response, body: AcceptRequest) -> dict[str, Any]:
        accepted = await sign_ins.accept_invitation(body.token, body.password, browser_of(request))
        return cookies.let_in(response, accepted)

    return router


def _own_router(sign_ins: SignIns, browser_of: BrowserOf) -> APIRouter:
    router = APIRouter(tags=["sign-in"])

    @router.get("/me", response_model=sends(MeBody))
    async def get_me(request: Request) -> dict[str, Any]:
        principal = person_of(request)
        person = await sign_ins.database.read(get_person, principal.id)
        return service.describe_self(person, principal)

    @router.post(
        "/me/password",
        response_model=sends(EmptyBody),
        responses=fails(400, "too_short") | fails(401, "wrong_credentials"),
    )
    async def change_password(request: Request, body: PasswordRequest) -> dict[str, Any]:
        principal, keep = person_of(request), request.cookies.get(SESSION_COOKIE)
        await sign_ins.change_password(principal.id, body.current, body.new, browser_of(request), keep=keep)
        return {}

    return router


def _tokens_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/tokens", tags=["tokens"])

    @router.get("", response_model=sends(ApiTokenListBody))
    async def list_tokens(request: Request) -> dict[str, Any]:
        return {"tokens": await database.read(tokens.list_own_tokens, person_of(request))}

    @router.post("", status_code=201, response_model=sends(NewApiTokenBody))
    async def make_token(request: Request, body: TokenRequest) -> dict[str, Any]:
        lasts = timedelta(days=body.expires_in_days) if body.expires_in_days else None
        owner = person_of(request)
        return await database.write(tokens.make_token, owner, body.name, clock(), roles=body.roles, lasts=lasts)

    @router.delete("/{token_id}", response_model=sends(EmptyBody))
    async def end_token(request: Request, token_id: str) -> dict[str, Any]:
        await database.write(tokens.end_own_token, person_of(request), token_id, clock())
        return {}

    return router


def _tokens_of_others_router(database: Database, clock: Clock) -> APIRouter:
    """An administrator can see which tokens a person has, and end one that got into wrong hands."""
    router = APIRouter(prefix="/people/{person_id}/tokens", tags=["tokens"])

    @router.get("", response_model=sends(ApiTokenListBody))
    async def list_tokens_of(person_id: str) -> dict[str, Any]:
        return {"tokens": await database.read(tokens.list_tokens_of, person_id)}

    @router.delete("/{token_id}", response_model=sends(EmptyBody))
    async def end_token_of(request: Request, person_id: str, token_id: str) -> dict[str, Any]:
        await database.write(tokens.end_token_of, person_id, token_id, person_of(request), clock())
        return {}

    return router

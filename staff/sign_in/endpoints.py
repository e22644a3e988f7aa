"""Signing in over HTTP: sign-in and sign-out, one-time links, one's own password, API tokens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Request, Response

from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.passwords import Passwords
from staff.people.service import get_person
from staff.sign_in import service
from staff.sign_in.requests import AcceptRequest, PasswordRequest, SignInRequest, TokenRequest
from staff.sign_in.service import SESSION_COOKIE, SignIn, SignIns, SignInThrottle


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def sign_in_router(
    database: Database,
    passwords: Passwords,
    clock: Clock,
    throttle: SignInThrottle,
    *,
    secure: bool,
    client_address: Callable[[Request], str] = _peer,
    sign_in_hours: float = 168.0,
) -> APIRouter:
    """Serves everything under `/sign-in`, `/sign-out`, `/me`, `/invitations` and `/tokens`.

    `secure` is whether browsers connect over TLS. `client_address` returns the address that a throttle counts; behind a
    proxy that is not the peer's.
    """
    sign_ins = SignIns(database, passwords, clock, throttle, lasts=timedelta(hours=sign_in_hours))
    router = APIRouter()
    router.include_router(_own_router(sign_ins, client_address, secure=secure))
    router.include_router(_tokens_router(database, clock))
    return router


def _own_router(sign_ins: SignIns, client_address: Callable[[Request], str], *, secure: bool) -> APIRouter:
    router = APIRouter(tags=["sign-in"])

    def let_in(response: Response, sign_in: SignIn) -> dict[str, Any]:
        """Sets the cookie: hidden from scripts and other sites, and sent over TLS only if TLS is used."""
        response.set_cookie(
            SESSION_COOKIE,
            sign_in.token,
            max_age=int(sign_ins.lasts.total_seconds()),
            path="/",
            secure=secure,
            httponly=True,
            samesite="lax",
        )
        return sign_in.person.body()

    @router.post("/sign-in")
    async def sign_in(request: Request, response: Response, body: SignInRequest) -> dict[str, Any]:
        return let_in(response, await sign_ins.sign_in(body.email, body.password, client_address(request)))

    @router.post("/sign-out")
    async def sign_out(request: Request, response: Response) -> dict[str, Any]:
        if token := request.cookies.get(SESSION_COOKIE):
            await sign_ins.sign_out(token)
        response.delete_cookie(SESSION_COOKIE, path="/", secure=secure, httponly=True, samesite="lax")
        return {}

    @router.post("/invitations/accept")
    async def accept_invitation(response: Response, body: AcceptRequest) -> dict[str, Any]:
        return let_in(response, await sign_ins.accept_invitation(body.token, body.password))

    @router.get("/me")
    async def get_me(request: Request) -> dict[str, Any]:
        principal = person_of(request)
        person = await sign_ins.database.read(get_person, principal.id)
        return service.describe_self(person, principal)

    @router.post("/me/password")
    async def change_password(request: Request, body: PasswordRequest) -> dict[str, Any]:
        principal, keep = person_of(request), request.cookies.get(SESSION_COOKIE)
        await sign_ins.change_password(principal.id, body.current, body.new, client_address(request), keep=keep)
        return {}

    return router


def _tokens_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/tokens", tags=["tokens"])

    @router.get("")
    async def list_tokens(request: Request) -> dict[str, Any]:
        return {"tokens": await database.read(service.list_tokens, person_of(request).id)}

    @router.post("", status_code=201)
    async def make_token(request: Request, body: TokenRequest) -> dict[str, Any]:
        lasts = timedelta(days=body.expires_in_days) if body.expires_in_days else None
        owner = person_of(request)
        return await database.write(service.make_token, owner, body.name, clock(), roles=body.roles, lasts=lasts)

    @router.delete("/{token_id}")
    async def end_token(request: Request, token_id: str) -> dict[str, Any]:
        await database.write(service.end_token, person_of(request).id, token_id, clock())
        return {}

    return router

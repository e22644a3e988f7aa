"""Signing in at the provider over HTTP. The browser itself comes here, so failures lead back to the sign-in page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kit.clock import Clock
from kit.database import Database
from kit.errors import NotFound, RateLimited
from kit.identifiers import new_token
from kit.keys.installation_key import InstallationKey
from kit.web.contract import fails, sends
from staff.attempts.throttle import Caller, Throttle
from staff.provider.calls import ProviderCalls
from staff.provider.failure import ProviderFailure
from staff.provider.flow import COOKIE, LASTS_SECONDS, PAGES, ProviderFlow
from staff.provider.responses import SignInOptionsBody
from staff.provider.service import ChangePerson, sign_in
from staff.provider.settings import ProviderSettings
from staff.sign_in.browser import Browser, BrowserOf, browsers
from staff.sign_in.cookies import SignInCookies
from staff.sign_in.device import KnownDevices
from staff.sign_in.service import SignIn

log = structlog.get_logger(__name__)

CALLBACK = "/api/v1/sign-in/provider/callback"


@dataclass(frozen=True)
class _Entrance:
    """What the callback needs to sign somebody in."""

    database: Database
    settings: ProviderSettings
    flow: ProviderFlow
    throttle: Throttle
    devices: KnownDevices
    clock: Clock
    change: ChangePerson
    lasts: timedelta

    async def enter(self, query: Mapping[str, str], kept: Mapping[str, Any], browser: Browser) -> SignIn:
        """Raises ProviderFailure."""
        try:  # each trial calls the provider, so one address gets few that fail
            account = f"provider {browser.address}"
            attempt = await self.throttle.admit("password", account, Caller(browser.address))
        except RateLimited as limited:
            raise ProviderFailure("limited") from limited
        found = await self.flow.finish(query, kept)
        token, now = new_token(), self.clock()
        who = (found, self.settings, self.change, token, browser, now, self.lasts)
        person = await self.database.write(sign_in, *who)
        await self.throttle.forgive(attempt)
        return SignIn(person, token, self.devices.make(person.id))


def provider_router(
    database: Database,
    settings: ProviderSettings,
    key: InstallationKey,
    clock: Clock,
    change: ChangePerson,
    throttle: Throttle,
    *,
    client_address: Callable[[Request], str],
    lasts: timedelta,
) -> APIRouter:
    """Serves `/sign-in/options` and `/sign-in/provider`. `change` changes a person with all that follows from it."""
    flow = ProviderFlow(settings, ProviderCalls(settings), key, clock, settings.address + CALLBACK)
    entrance = _Entrance(database, settings, flow, throttle, KnownDevices(key, clock), clock, change, lasts)
    router = APIRouter()
    router.include_router(_beginning(settings, flow))
    router.include_router(_end(entrance, browsers(client_address)))
    return router


def _beginning(settings: ProviderSettings, flow: ProviderFlow) -> APIRouter:
    router = APIRouter(tags=["sign-in"])
    secure = settings.address.startswith("https:")

    @router.get("/sign-in/options", response_model=sends(SignInOptionsBody))
    async def options() -> dict[str, Any]:
        return {"provider": {"name": settings.provider_name} if settings.oidc_issuer else None}

    @router.get("/sign-in/provider", status_code=303, response_class=Response, responses=fails(404, "not_found"))
    async def begin(page: str = "console") -> Response:
        """Sends the browser to the provider."""
        _check_there(settings)
        try:
            address, kept = await flow.begin(page)
        except ProviderFailure as failure:
            return _back(page, failure)
        response = RedirectResponse(address, 303)
        response.set_cookie(
            COOKIE, kept, max_age=LASTS_SECONDS, path=CALLBACK, secure=secure, httponly=True, samesite="lax"
        )
        return response

    return router


def _end(entrance: _Entrance, browser_of: BrowserOf) -> APIRouter:
    router = APIRouter(tags=["sign-in"])
    secure = entrance.settings.address.startswith("https:")
    cookies = SignInCookies(entrance.lasts, secure=secure)

    @router.get(
        "/sign-in/provider/callback", status_code=303, response_class=Response, responses=fails(404, "not_found")
    )
    async def callback(request: Request) -> Response:
        """The provider sends the browser back to here."""
        _check_there(entrance.settings)
        page = PAGES[0]
        response: Response
        try:
            kept = entrance.flow.kept(request.cookies.get(COOKIE, ""))
            page = kept["page"]
            entered = await entrance.enter(request.query_params, kept, browser_of(request))
        except ProviderFailure as failure:
            response = _back(page, failure)
        else:
            response = RedirectResponse(f"/{page}", 303)
            cookies.let_in(response, entered)
        response.delete_cookie(COOKIE, path=CALLBACK, secure=secure, httponly=True, samesite="lax")
        return response

    return router


def _check_there(settings: ProviderSettings) -> None:
    if not settings.oidc_issuer:
        raise NotFound()


def _back(page: str, failure: ProviderFailure) -> Response:
    """To the sign-in page, which says why in the reader's language. The code is behind the `#`."""
    log.warning("provider.sign_in_failed", why=failure.why, detail=failure.detail)
    return RedirectResponse(f"/{page if page in PAGES else PAGES[0]}#sign-in={failure.why}", 303)

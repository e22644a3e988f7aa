"""Checks every call against the table of permissions. A route that is not in the table is rejected.

Rooms check no roles; they decide only who owns an object. A customer can reach only their own conversation. This is
checked here for all routes: somebody else's conversation returns the same 404 as a missing one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fastapi.routing import iter_route_contexts
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from chat.edge.authentication import refuse
from chat.edge.permissions import BEFORE_ENROLMENT, PERMISSIONS
from kit.auth import Principal, principal_of
from kit.errors import BatonError, NotAllowed, NotFound, NotSignedIn

API = "/api/v1"

SOCKET = "WS"
"""Stands for the handshake of a socket in the table's method column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A route and who may call it: `public`, `customer`, or any of these roles."""

    method: str
    path: str
    allowed: frozenset[str]
    pattern: re.Pattern[str] = field(repr=False, compare=False)

    @property
    def shape(self) -> str:
        """The route with the parameter names removed, since endpoints may choose them."""
        return _shape(self.method, self.path)


_IDENTIFIER = r"[^/\x00-\x1f\x7f]+"
"""No identifier contains control characters, and PostgreSQL rejects a NUL."""


def _rule(route: str, allowed: frozenset[str]) -> Rule:
    method, _, path = route.partition(" ")
    pattern = "".join(
        f"(?P<{part[1:-1]}>{_IDENTIFIER})" if part.startswith("{") else re.escape(part)
        for part in re.split(r"(\{\w+\})", API + path)
    )
    return Rule(method, API + path, allowed, re.compile(pattern))


RULES: tuple[Rule, ...] = tuple(_rule(route, allowed) for route, allowed in PERMISSIONS.items())


class Policy:
    """Decides by the table."""

    def __init__(self, rules: Iterable[Rule] = RULES) -> None:
        self._rules = tuple(rules)

    def check(self, method: str, path: str, principal: Principal) -> None:
        """Raises NotFound for a route that is not in the table, NotSignedIn or NotAllowed for a caller without
        permission.
        """
        others = False
        for rule in self._rules:
            if found := rule.pattern.fullmatch(path):
                if rule.method == method:
                    _check_caller(rule, found.groupdict(), principal)
                    return
                others = others or rule.method != SOCKET
        if others and method != SOCKET:
            raise BatonError("This address does not support this method.", code="method_not_allowed", status=405)
        raise NotFound()


def _check_caller(rule: Rule, parameters: Mapping[str, str], principal: Principal) -> None:
    if "public" in rule.allowed:
        return
    if principal.kind == "anonymous":
        raise NotSignedIn("Sign in, or send the conversation's token.")
    if principal.kind == "customer":
        if "customer" not in rule.allowed:
            raise NotAllowed("Only staff can use this.")
        if parameters.get("conversation_id") != principal.conversation_id:
            raise NotFound()
    elif not principal.roles & rule.allowed:
        raise NotAllowed("Your roles do not allow this.")
    elif principal.must_enrol and not is_before_enrolment(rule):
        raise NotAllowed("Set up your second factor first.", code="second_factor_required")


def is_before_enrolment(rule: Rule) -> bool:
    """Whether somebody may call this who must set up their second factor first."""
    return f"{rule.method} {rule.path.removeprefix(API)}" in BEFORE_ENROLMENT


class PolicyMiddleware:
    """Checks everything under `/api/`, and every socket at any path, against the table. Runs after authentication."""

    def __init__(self, app: ASGIApp, *, policy: Policy | None = None) -> None:
        self.app = app
        self._policy = policy or Policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" or (scope["type"] == "http" and scope["path"].startswith("/api/")):
            method = SOCKET if scope["type"] == "websocket" else scope["method"]
            try:
                self._policy.check(method, scope["path"], principal_of(HTTPConnection(scope)))
            except BatonError as error:
                await refuse(error, scope, receive, send)
                return
        await self.app(scope, receive, send)


def routes_without_rule(app: Starlette, rules: Iterable[Rule] = RULES) -> list[str]:
    """The routes that are missing in the table: everything under `/api/`, every socket, every page that accepts
    changes.

    A test keeps this empty. Pages and assets outside `/api/` are public as long as they are read-only.
    """
    known = {rule.shape for rule in rules}
    return sorted(
        f"{method} {path}"
        for method, path in _routes(app)
        if _shape(method, path) not in known and (path.startswith("/api/") or method not in ("GET", "HEAD"))
    )


def rules_without_route(app: Starlette, rules: Iterable[Rule] = RULES) -> list[str]:
    """The table's rules that have no route."""
    present = {_shape(method, path) for method, path in _routes(app)}
    return sorted(f"{rule.method} {rule.path}" for rule in rules if rule.shape not in present)


def _routes(app: Starlette) -> Iterable[tuple[str, str]]:
    for route in iter_route_contexts(app.routes):
        path = route.path
        if path is None:
            continue
        if route.methods:
            yield from ((method, path) for method in route.methods)
        elif route.endpoint is not None:  # neither a mount nor HTTP
            yield SOCKET, path


def _shape(method: str, path: str) -> str:
    return f"{method} {re.sub(r'{[^}]*}', '{}', path)}"

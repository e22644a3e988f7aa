"""Permissions: one table of every route. A route that is not in it is rejected.

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
from kit.auth import Principal, principal_of
from kit.errors import BatonError, NotAllowed, NotFound, NotSignedIn

API = "/api/v1"

SOCKET = "WS"
"""Stands for the handshake of a socket in the table's method column."""

# An administrator has every role and a supervisor also has `agent`, so each route needs only one role.
PUBLIC = frozenset({"public"})
CUSTOMER = frozenset({"customer"})
AGENT = frozenset({"agent"})
EDITOR = frozenset({"editor"})
SUPERVISOR = frozenset({"supervisor"})
ADMIN = frozenset({"admin"})
STAFF = AGENT | EDITOR | SUPERVISOR | ADMIN

_TABLE: Mapping[str, frozenset[str]] = {
    "GET /health": PUBLIC,
    "GET /widget-settings": PUBLIC,
    "GET /widget-settings/version": PUBLIC,
    "GET /help": PUBLIC,
    "GET /help/{article_id}": PUBLIC,
    "POST /sign-in": PUBLIC,
    "POST /sign-out": PUBLIC,
    "POST /invitations/accept": PUBLIC,
    "POST /conversations": PUBLIC,
    "GET /conversations/{conversation_id}": CUSTOMER | AGENT,
    "GET /conversations/{conversation_id}/messages": CUSTOMER | AGENT,
    "POST /conversations/{conversation_id}/messages": CUSTOMER,
    "POST /conversations/{conversation_id}/attachments": CUSTOMER | AGENT,
    "GET /conversations/{conversation_id}/attachments/{attachment_id}": CUSTOMER | AGENT,
    "POST /conversations/{conversation_id}/handoff": CUSTOMER,
    "DELETE /conversations/{conversation_id}/handoff": CUSTOMER,
    "POST /conversations/{conversation_id}/messages/{seq}/feedback": CUSTOMER,
    "POST /conversations/{conversation_id}/contact": CUSTOMER,
    "POST /conversations/{conversation_id}/rating": CUSTOMER,
    "POST /conversations/{conversation_id}/end": CUSTOMER,
    "WS /conversations/{conversation_id}/socket": CUSTOMER,
    # Conversations: agents' routes
    "GET /conversations": AGENT,
    "GET /conversations/{conversation_id}/brief": AGENT,
    "GET /conversations/{conversation_id}/customer": AGENT,
    "PATCH /conversations/{conversation_id}/customer": AGENT,
    "POST /conversations/{conversation_id}/customer/notes": AGENT,
    "PATCH /conversations/{conversation_id}/customer/notes/{note_id}": AGENT,
    "DELETE /conversations/{conversation_id}/customer/notes/{note_id}": AGENT,
    "GET /customer-fields": SUPERVISOR,
    "PUT /customer-fields": SUPERVISOR,
    "POST /conversations/{conversation_id}/reply": AGENT,
    "PUT /conversations/{conversation_id}/draft": AGENT,
    "POST /conversations/{conversation_id}/release": AGENT,
    "POST /conversations/{conversation_id}/requeue": AGENT,
    "POST /conversations/{conversation_id}/transfer": AGENT,
    "POST /conversations/{conversation_id}/resolve": AGENT,
    "POST /conversations/{conversation_id}/take-back": AGENT,
    "PUT /conversations/{conversation_id}/resolution": AGENT,
    "GET /tags": AGENT,
    "POST /conversations/{conversation_id}/take-over": SUPERVISOR,
    "GET /conversations/{conversation_id}/canned-replies": AGENT,
    "GET /conversations/{conversation_id}/suggestions": AGENT,
    "GET /conversations/{conversation_id}/past-answers": AGENT,
    "POST /conversations/{conversation_id}/follow-ups": AGENT,
    "POST /conversations/{conversation_id}/snooze": AGENT,
    "DELETE /conversations/{conversation_id}/snooze": AGENT,
    "GET /conversations/{conversation_id}/colleagues": AGENT,
    "POST /conversations/{conversation_id}/mentions/read": AGENT,
    "GET /mentions": AGENT,
    "GET /follow-ups": AGENT,
    "PATCH /follow-ups/{follow_up_id}": AGENT,
    "POST /follow-ups/{follow_up_id}/keep": AGENT,
    "GET /canned-replies": AGENT,
    "POST /canned-replies": SUPERVISOR,
    "PATCH /canned-replies/{canned_reply_id}": SUPERVISOR,
    "DELETE /canned-replies/{canned_reply_id}": SUPERVISOR,
    "GET /queue": AGENT,
    "POST /handoffs/{handoff_id}/accept": AGENT,
    "WS /agents/socket": AGENT,
    "PUT /presence": AGENT,
    "GET /presence": STAFF,
    "GET /breather": AGENT,
    "DELETE /breather": AGENT,
    "GET /capacities": SUPERVISOR,
    "PUT /capacities/{person_id}": SUPERVISOR,
    "GET /skills": SUPERVISOR,
    "POST /skills": SUPERVISOR,
    "PATCH /skills/{skill_id}": SUPERVISOR,
    "DELETE /skills/{skill_id}": SUPERVISOR,
    "GET /topics": SUPERVISOR,
    "GET /board": SUPERVISOR,
    "GET /invariants": SUPERVISOR,
    "GET /metrics": SUPERVISOR,
    "GET /waits": SUPERVISOR,
    # Reports. An agent's own figures come first, because the first pattern that fits applies.
    "GET /reports/own": AGENT,
    "GET /reports/own/csv": AGENT,
    "GET /reports/filters": AGENT,
    "GET /reports/samples": SUPERVISOR,
    "POST /reports/samples": SUPERVISOR,
    "GET /reports/samples/{sample_id}": SUPERVISOR,
    "PUT /reports/samples/{sample_id}/verdicts/{conversation_id}": SUPERVISOR,
    "GET /reports/{report}": SUPERVISOR,
    "GET /reports/{report}/csv": SUPERVISOR,
    # People
    "GET /me": STAFF,
    "POST /me/password": STAFF,
    "GET /tokens": STAFF,
    "POST /tokens": STAFF,
    "DELETE /tokens/{token_id}": STAFF,
    "GET /audit": ADMIN,
    "GET /people": ADMIN,
    "POST /people": ADMIN,
    "PATCH /people/{person_id}": ADMIN,
    "POST /people/{person_id}/invitation": ADMIN,
    "GET /people/{person_id}/tokens": ADMIN,
    "DELETE /people/{person_id}/tokens/{token_id}": ADMIN,
    "GET /departments": STAFF,
    "POST /departments": SUPERVISOR,
    "PATCH /departments/{department_id}": SUPERVISOR,
    # The company
    "GET /company-settings": ADMIN,
    "PUT /company-settings": ADMIN,
    "GET /company-settings/export": ADMIN,
    "POST /company-settings/import": ADMIN,
    "PUT /company-settings/{image}": ADMIN,
    "DELETE /company-settings/{image}": ADMIN,
    "GET /packs": ADMIN,
    "PUT /packs/{pack_id}": ADMIN,
    "POST /packs/{pack_id}/connectors/{name}/try": ADMIN,
    # The first hour
    "GET /first-hour": ADMIN,
    "PUT /first-hour/steps/{step}": ADMIN,
    "POST /first-hour/administrator": ADMIN,
    "POST /first-hour/questions": ADMIN,
    "POST /first-hour/finish": ADMIN,
    # The knowledge base
    "GET /article-imports": EDITOR,
    "POST /article-imports": EDITOR,
    "GET /article-imports/{import_id}": EDITOR,
    "GET /article-imports/{import_id}/rows": EDITOR,
    "PUT /article-imports/{import_id}/files": EDITOR,
    "POST /article-imports/{import_id}/read": EDITOR,
    "POST /article-imports/{import_id}/run": EDITOR,
    "POST /article-imports/{import_id}/cancel": EDITOR,
    "GET /articles": STAFF,
    "GET /articles/{article_id}": STAFF,
    "POST /articles": EDITOR,
    "PUT /articles/{article_id}": EDITOR,
    "POST /articles/{article_id}/publish": EDITOR,
    "POST /articles/{article_id}/archive": EDITOR,
    "GET /articles/{article_id}/versions": STAFF,
    "POST /articles/{article_id}/versions/{version}/restore": EDITOR,
    "GET /articles/{article_id}/use": EDITOR | SUPERVISOR,
    "POST /decisions/{decision_id}/verdict": EDITOR,
    "GET /questions/unanswered": EDITOR | SUPERVISOR,
    "POST /questions/set-aside": EDITOR,
    "POST /articles/{article_id}/phrasings": EDITOR,
    "GET /sensitive-topics": EDITOR | SUPERVISOR,
    "POST /sensitive-topics": EDITOR,
    "PUT /sensitive-topics/{topic_id}": EDITOR,
    "DELETE /sensitive-topics/{topic_id}": EDITOR,
    "GET /greeting-questions": EDITOR | SUPERVISOR,
    "PUT /greeting-questions": EDITOR,
    "POST /greeting-questions/check": EDITOR,
    "GET /answering": SUPERVISOR,
    "PUT /answering": SUPERVISOR,
    "GET /search": STAFF,
    "POST /search": STAFF,
}


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


RULES: tuple[Rule, ...] = tuple(_rule(route, allowed) for route, allowed in _TABLE.items())


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

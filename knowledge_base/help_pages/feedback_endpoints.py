"""`POST /help/{article_id}/feedback`: whether an article helped, from the help page's form or as JSON.

A form works without a script, so its answer is the page again, at the place that says thanks. What is counted says
nothing about who answered; only the limit looks at the address, for as long as it counts.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest, NotFound, RateLimited
from kit.web.contract import EmptyBody, sends
from knowledge_base.help_pages import feedback_repository
from knowledge_base.help_pages.article_page import LATER, THANKS
from knowledge_base.help_site.current import CurrentSite

Admit = Callable[[Request], Awaitable[None]]
"""Raises RateLimited for an address that answers too often."""

FORM = "application/x-www-form-urlencoded"
SEE_OTHER = 303
LARGEST_BODY = 1_000
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"type": "object", "required": ["helpful"], "properties": {"helpful": {"type": "boolean"}}}
            },
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["helpful"],
                    "properties": {"helpful": {"type": "string", "enum": ["yes", "no"]}},
                }
            },
        },
    }
}


def feedback_router(database: Database, site: CurrentSite, admit: Admit, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["help"])

    @router.post(
        "/help/{article_id}/feedback",
        response_model=sends(EmptyBody),
        responses={SEE_OTHER: {"description": "To a form: the article, where it says thanks."}},
        openapi_extra=_BODY,
    )
    async def give_feedback(request: Request, article_id: str) -> Response:
        """Counts one answer for a published article. A form is answered with a redirect to the article."""
        by_form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM
        article = (await site.now()).articles.get(article_id)
        if article is None:
            raise NotFound("There is no such article.")
        helpful = (_from_form if by_form else _from_json)(await request.body())
        try:
            await admit(request)
        except RateLimited:
            if by_form:
                return RedirectResponse(f"{article.path}#{LATER}", SEE_OTHER)
            raise
        today = clock().date()
        await database.write(feedback_repository.count, article.id, article.locale, today, helpful=helpful)
        return RedirectResponse(f"{article.path}#{THANKS}", SEE_OTHER) if by_form else JSONResponse({})

    return router


def _from_form(body: bytes) -> bool:
    said = parse_qs(body[:LARGEST_BODY].decode("utf-8", "replace")).get("helpful", [""])[-1]
    if said not in ("yes", "no"):
        raise BadRequest("helpful is yes or no.", code="bad_type", field="helpful")
    return said == "yes"


def _from_json(body: bytes) -> bool:
    try:
        given: Any = json.loads(body[:LARGEST_BODY])
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise BadRequest("The body is not a JSON object.", code="bad_json")
    if "helpful" not in given:
        raise BadRequest("helpful is missing.", code="missing_field", field="helpful")
    if not isinstance(given["helpful"], bool):
        raise BadRequest("helpful is true or false.", code="bad_type", field="helpful")
    return given["helpful"]

"""`GET /help?q=`: the published articles that may answer, for everybody: the search on the widget's first page.

The same search finds the evidence for the bot's answers. Nothing is decided here and nothing is logged: who looks into
the articles reads for themselves.
"""

from typing import Any

from fastapi import APIRouter, Request

from chat.clients.knowledge import KnowledgeClient
from chat.edge.rate_limits import RateLimits
from chat.editors.try_out_endpoints import clean_question
from chat.help_search.find import find_articles
from chat.help_search.responses import HelpResultsBody
from kit.database import Database
from kit.errors import BatonError
from kit.web.contract import fails, sends
from kit.web.service_call import ServiceUnavailable
from knowledge_base.decision.evidence import Candidate

MOST = 5


def help_search_router(database: Database, knowledge: KnowledgeClient, limits: RateLimits) -> APIRouter:
    router = APIRouter(tags=["help"])

    @router.get(
        "/help",
        response_model=sends(HelpResultsBody),
        responses=fails(400, "bad_query") | fails(503, "bot_unavailable"),
    )
    async def search_help(request: Request, q: str | None = None) -> dict[str, Any]:
        """Articles that may answer `q`, best first."""
        question = clean_question(q)
        await limits.check("searches", limits.address_of(request))
        try:
            found = await find_articles(database, knowledge, question)
        except ServiceUnavailable as error:
            raise BatonError(
                "The search is not available right now.", code="bot_unavailable", status=503, retry_after=2
            ) from error
        return {"articles": [_result(each) for each in found[:MOST]]}

    return router


def _result(candidate: Candidate) -> dict[str, Any]:
    return {"article_id": candidate.article_id, "title": candidate.title, "section": candidate.section}

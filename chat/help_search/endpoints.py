"""`GET /help?q=`: the published articles that may answer, for everybody: the search on the widget's first page.

The same search finds the evidence for the bot's answers. Nothing is decided here and nothing is logged: who looks into
the articles reads for themselves.
"""

from typing import Any

from fastapi import APIRouter, Request

from chat.clients.knowledge import KnowledgeClient
from chat.edge.rate_limits import RateLimits
from chat.editors.try_out_endpoints import clean_question, knowledge_state_of
from chat.help_search.responses import HelpResultsBody
from kit.database import Database
from kit.errors import BatonError
from kit.web.contract import fails, sends
from kit.web.service_call import ServiceUnavailable
from knowledge_base.decision.evidence import Candidate

MOST = 5
LEAST_MEANING, LEAST_WORDS = 0.35, 0.4
"""An article below both similarities only shares a word with what was typed, by chance."""


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
        version, _topics = await database.read(knowledge_state_of)
        try:
            found = await knowledge.help_search(question, version)
        except ServiceUnavailable as error:
            raise BatonError(
                "The search is not available right now.", code="bot_unavailable", status=503, retry_after=2
            ) from error
        return {"articles": [_result(each) for each in found.evidence.candidates if _is_near(each)][:MOST]}

    return router


def _is_near(candidate: Candidate) -> bool:
    return candidate.dense >= LEAST_MEANING or candidate.lexical >= LEAST_WORDS


def _result(candidate: Candidate) -> dict[str, Any]:
    return {"article_id": candidate.article_id, "title": candidate.title, "section": candidate.section}

"""The calls of `knowledge` that only editors' pages make: many questions at once, against what is typed.

They run on threads of their own beside the one that answers customers, and take a few questions at a time, so that a
customer's question never waits for more than those.
"""

import asyncio
from typing import Annotated

from fastapi import FastAPI, Response
from pydantic import BaseModel, Field

from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision.evidence import Evidence
from knowledge_base.phrasings.suggested import suggested
from knowledge_base.service.asked_together import EditorsQuestions, Vector, asked_together, nearest
from knowledge_base.service.calls import MOST_TEXTS, ArticleDraft, Text, answer_of, article_of, ready
from knowledge_base.service.checks.changes import with_draft
from knowledge_base.service.engine import Engine, Knowledge
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.question_groups import grouped_today


class TrialsRequest(BaseModel):
    """Questions to ask; with a draft, as if it were published."""

    questions: Annotated[list[Text], Field(max_length=MOST_TEXTS)]
    draft: ArticleDraft | None = None
    version: int | None = None
    reader: Reader = ANYBODY


class SuggestionsRequest(BaseModel):
    """`asked` are customers' questions; the `most` nearest to the draft are named."""

    draft: ArticleDraft
    asked: Annotated[list[Text], Field(max_length=MOST_TEXTS)] = []
    most: Annotated[int, Field(ge=0, le=100)] = 24
    version: int | None = None
    reader: Reader = ANYBODY


class GroupsRequest(BaseModel):
    questions: Annotated[list[Text], Field(max_length=MOST_TEXTS)]
    version: int | None = None


def add_editors_routes(app: FastAPI, service: KnowledgeService) -> None:
    vectors = EditorsQuestions(service.engine)

    @app.post("/trials")
    async def trials(body: TrialsRequest) -> Response:
        knowledge = await ready(service, body.version, body.reader)
        found = await asyncio.to_thread(_trials, service.engine, knowledge, body, vectors)
        return answer_of({"trials": [{"vector": vector, "evidence": evidence} for evidence, vector in found]})

    @app.post("/groups")
    async def groups(body: GroupsRequest) -> Response:
        knowledge = await ready(service, body.version)
        found = await asyncio.to_thread(grouped_today, service.engine, knowledge, body.questions, vectors)
        return answer_of({"questions": found})

    @app.post("/suggestions")
    async def suggestions(body: SuggestionsRequest) -> Response:
        knowledge = await ready(service, body.version, body.reader)
        draft = article_of(body.draft, knowledge)
        changed = await asyncio.to_thread(with_draft, service.engine, knowledge, draft)
        near = await asyncio.to_thread(nearest, changed, draft.id, body.asked, body.most, vectors)
        return answer_of({"own": await asyncio.to_thread(suggested, draft), "near": near})


def _trials(
    engine: Engine, knowledge: Knowledge, body: TrialsRequest, vectors: EditorsQuestions
) -> list[tuple[Evidence, Vector]]:
    if body.draft is not None:
        knowledge = with_draft(engine, knowledge, article_of(body.draft, knowledge))
    return asked_together(engine, knowledge, body.questions, vectors)

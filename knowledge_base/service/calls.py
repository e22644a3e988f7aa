"""What the calls of `knowledge` have in common: their texts, a draft, the state that they are answered from."""

from typing import Annotated, Any

import orjson
from fastapi import Response
from pydantic import BaseModel, Field, StrictStr

from kit.errors import BatonError
from knowledge_base.articles.article import Article
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.service.engine import Knowledge
from knowledge_base.service.knowledge_service import KnowledgeService

MOST_TEXTS = 1_000
LONGEST_TEXT = 10_000

Text = Annotated[StrictStr, Field(max_length=LONGEST_TEXT)]


class ArticleDraft(BaseModel):
    article_id: StrictStr | None = None
    title: Text
    body: StrictStr
    questions: list[Text] | None = None


async def ready(service: KnowledgeService, version: int | None, reader: Reader = ANYBODY) -> Knowledge:
    """The state as that reader may see it. Who does not say who reads gets what everybody may read."""
    knowledge = await service.at_least(version)
    if knowledge is None:
        raise BatonError("The articles are still being indexed.", code="loading", status=503, retry_after=1)
    return knowledge.as_read_by(reader)


def article_of(draft: ArticleDraft, knowledge: Knowledge) -> Article:
    """The draft as an article; phrasings that it leaves out come from the article that it replaces."""
    row = knowledge.index.row_of.get(draft.article_id or "")
    stored = knowledge.index.entries[row].article.questions if row is not None else ()
    questions = stored if draft.questions is None else tuple(filter(None, draft.questions))
    return Article(draft.article_id or "draft", draft.title, draft.body, questions)


def answer_of(body: dict[str, Any]) -> Response:
    """orjson reads numpy and dataclasses directly, which avoids building 384 Python floats per request."""
    return Response(orjson.dumps(body, option=orjson.OPT_SERIALIZE_NUMPY), media_type="application/json")

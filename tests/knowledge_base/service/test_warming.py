"""Questions are encoded for the next check while nobody waits: at once, and slowly where customers ask."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, cast

import pytest

from knowledge_base.encoders.encoder import OnnxEncoder
from knowledge_base.encoders.question_vectors import QuestionVectors
from knowledge_base.service.checks import warming
from knowledge_base.service.checks.courtesy import Courtesy
from knowledge_base.service.knowledge_service import KnowledgeService

TEXTS = [f"where is parcel {number}" for number in range(3 * warming.LUMP)]


class Asked:
    """Of the service, what the warming reads."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        self.vectors = QuestionVectors(encoder, None)
        self.engine = SimpleNamespace(asked=self.vectors)

    async def questions_to_check(self) -> list[str]:
        return TEXTS


@pytest.mark.parametrize("customers_ask", [False, True])
async def test_it_rests_only_while_customers_ask(
    encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch, customers_ask: bool
) -> None:
    courtesy, asked, rests = Courtesy(), Asked(encoder), []
    prepare = asked.vectors.prepare

    def prepared(texts: list[str]) -> None:
        prepare(texts)
        if customers_ask:
            with courtesy.asking():
                pass

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    monkeypatch.setattr(asked.vectors, "prepare", prepared)
    monkeypatch.setattr(warming, "asyncio", SimpleNamespace(get_running_loop=asyncio.get_running_loop, sleep=rest))
    with ThreadPoolExecutor(1) as aside:
        await warming._warm(cast(KnowledgeService, cast(Any, asked)), aside, courtesy)
    assert asked.vectors.lacking(TEXTS) == []
    assert [seconds > 0 for seconds in rests] == [customers_ask] * 3

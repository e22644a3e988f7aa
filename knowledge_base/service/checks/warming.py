"""Encodes what a check before a publication will ask, while nobody waits for anything.

After a start the vectors of questions are gone, and thousands of them take half a minute. The check itself encodes
what is missing; this only makes it rare.
"""

import asyncio
import time
from concurrent.futures import Executor

import structlog
from sqlalchemy.exc import SQLAlchemyError

from kit.errors import BatonError
from knowledge_base.service.checks.changes import texts_searched
from knowledge_base.service.checks.courtesy import Courtesy
from knowledge_base.service.knowledge_service import KnowledgeService

FIRST_AFTER_SECONDS = 20.0  # a start has more urgent work
AGAIN_AFTER_SECONDS = 600.0  # questions asked meanwhile are known from their own turn
LUMP = 8  # questions encoded without a pause

log = structlog.get_logger(__name__)


async def keep_warm(service: KnowledgeService, aside: Executor, courtesy: Courtesy) -> None:
    """Runs until it is cancelled."""
    await asyncio.sleep(FIRST_AFTER_SECONDS)
    while True:
        try:
            if service.knowledge is not None:
                await _warm(service, aside, courtesy)
        except (BatonError, SQLAlchemyError) as error:
            log.warning("knowledge.not_warm", error=type(error).__name__)
        await asyncio.sleep(AGAIN_AFTER_SECONDS)


async def _warm(service: KnowledgeService, aside: Executor, courtesy: Courtesy) -> None:
    """While customers ask, it rests as long as it has worked, and so takes no more than half of one core."""
    asked = service.engine.asked
    texts = [text for question in await service.questions_to_check() for text in texts_searched(question)]
    lacking = asked.lacking(texts)
    for start in range(0, len(lacking), LUMP):
        began, heard = time.monotonic(), courtesy.asked
        lump = lacking[start : start + LUMP]
        await asyncio.get_running_loop().run_in_executor(aside, courtesy.give_way)
        await asyncio.get_running_loop().run_in_executor(aside, asked.prepare, lump)
        await asyncio.sleep(time.monotonic() - began if courtesy.asked != heard else 0)

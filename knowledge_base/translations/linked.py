"""Finds what a customer reads of a decision: the linked translations, where editors have made them."""

import asyncio
from dataclasses import replace

from kit.database import Database
from knowledge_base.audiences.audience import ANYBODY, Reader
from knowledge_base.decision.decision import Decision
from knowledge_base.translations.replacing import Read, foreign_ids, in_language, pairs_of
from knowledge_base.translations.repository import list_published_groups


class LinkedTranslations:
    """Reads the links as they are now. Asks the database only if something is not clearly in the language."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, decision: Decision, language: str, reader: Reader) -> Read:
        ids = foreign_ids(decision, language)
        grouped = await self._database.read(list_published_groups, ids, reader) if ids else []
        restricted = frozenset(article.id for _, article in grouped if article.audience != ANYBODY)
        if not (pairs := pairs_of(grouped, language)):
            return Read(decision, restricted=restricted)
        return replace(await asyncio.to_thread(in_language, decision, pairs), restricted=restricted)

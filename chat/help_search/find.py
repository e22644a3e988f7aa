"""The published articles that may answer a reader's question: one search for the widget and the help pages."""

from collections.abc import Sequence

from chat.clients.knowledge import KnowledgeClient
from chat.editors.try_out_endpoints import knowledge_state_of
from kit.database import Database
from knowledge_base.decision.evidence import Candidate

LEAST_MEANING, LEAST_WORDS = 0.35, 0.4
"""An article below both similarities only shares a word with what was typed, by chance."""


async def find_articles(database: Database, knowledge: KnowledgeClient, question: str) -> Sequence[Candidate]:
    """Best first. Raises ServiceUnavailable."""
    version, _topics = await database.read(knowledge_state_of)
    found = await knowledge.help_search(question, version)
    return [each for each in found.evidence.candidates if _is_near(each)]


def _is_near(candidate: Candidate) -> bool:
    return candidate.dense >= LEAST_MEANING or candidate.lexical >= LEAST_WORDS

"""Finds what a handoff needs when it is queued: a language, skills, and how much effort it takes.

The conversation's memory holds `topics`, the intent and article category of the last bot turn that had any, and
`frustration`, the points of the last turn. `chat` writes them there after each bot turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations.conversation import Conversation
from handoff.cooldowns import repository as cooldowns_repository
from handoff.handoffs.languages import customer_language
from handoff.offers import effort_repository
from handoff.offers.effort import Handled, takes_long
from handoff.skills import repository as skills_repository
from kit.ttl_cache import cached

UPSET_POINTS = 0.5
"""Frustration points at which a customer counts as upset. From there on, the bot asks no clarifying questions either.
"""


USUAL_SECONDS = 10.0
"""Cache lifetime of the recently handled conversations, in seconds."""

MANY_HANDLED = 100


@dataclass(frozen=True, slots=True)
class Needs:
    """What is stored with the handoff."""

    language: str | None
    topics: Sequence[str]
    skills: Sequence[Mapping[str, str]]
    upset: bool
    hard: bool

    def values(self) -> dict[str, Any]:
        return asdict(self)


def needs_of(
    connection: Connection, conversation: Conversation, reason: str, department_id: str | None, now: datetime
) -> Needs:
    """Finds the needs each time the handoff is queued: skills, hard topics and the customer's mood may have changed."""
    topics = [str(topic) for topic in conversation.memory.get("topics", ())]
    called_for = [skill for skill in skills_repository.list_all(connection) if skill.is_for(topics)] if topics else []
    hard = any(skill.hard for skill in called_for)
    if topics and not hard:
        hard = takes_long(topics, _handled(connection, department_id))
    return Needs(
        language=customer_language(conversation),
        topics=topics,
        skills=[{"id": skill.id, "name": skill.name} for skill in called_for],
        upset=_is_upset(connection, conversation, reason, now),
        hard=hard,
    )


def _handled(connection: Connection, department_id: str | None) -> Sequence[Handled]:
    """Returns recently handled conversations. Cached once there are so many that one more makes no difference."""
    return cached(
        connection,
        ("handled", department_id),
        USUAL_SECONDS,
        lambda: effort_repository.list_handled(connection, department_id),
        lambda handled: len(handled) >= MANY_HANDLED,
    )


def _is_upset(connection: Connection, conversation: Conversation, reason: str, now: datetime) -> bool:
    if reason == "frustration" or float(conversation.memory.get("frustration", 0)) >= UPSET_POINTS:
        return True
    return cooldowns_repository.was_abusive(connection, conversation.id, now)

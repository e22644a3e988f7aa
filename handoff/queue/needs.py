"""What a handoff needs, found at the moment of queueing: a language, skills, and how much of an agent it takes.

What the conversation is about stands in its memory, where `chat` has noted it with each of the bot's turns: `topics`,
the intent and the article's category of the last turn that had any, and `frustration`, the points of the last one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations.conversation import Conversation
from handoff.cooldowns import repository as breathers_repository
from handoff.handoffs.languages import language_of
from handoff.offers import effort_repository
from handoff.offers.effort import Handled, takes_long
from handoff.skills import repository as skills_repository
from kit.ttl_cache import cached

UPSET_POINTS = 0.5
"""Points of frustration from which a customer counts as upset: where the bot, too, asks nothing back any more."""


USUAL_SECONDS = 10.0
"""How long what conversations usually take is not read anew."""

MANY_HANDLED = 100


@dataclass(frozen=True, slots=True)
class Needs:
    """As a handoff keeps it."""

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
    """Read anew each time that it is queued: skills and what is hard may have changed, and the customer's mood too."""
    topics = [str(topic) for topic in conversation.memory.get("topics", ())]
    called_for = [skill for skill in skills_repository.list_all(connection) if skill.is_for(topics)] if topics else []
    hard = any(skill.hard for skill in called_for)
    if topics and not hard:
        hard = takes_long(topics, _handled(connection, department_id))
    return Needs(
        language=language_of(conversation.locale),
        topics=topics,
        skills=[{"id": skill.id, "name": skill.name} for skill in called_for],
        upset=_is_upset(connection, conversation, reason, now),
        hard=hard,
    )


def _handled(connection: Connection, department_id: str | None) -> Sequence[Handled]:
    """Kept for a moment once there are so many that one more does not change what is usual."""
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
    return breathers_repository.was_abusive(connection, conversation.id, now)

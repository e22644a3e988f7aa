"""A skill as a value: what some agents are good at, and the topics that call for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kit.clock import to_text


@dataclass(frozen=True, slots=True)
class Skill:
    """`topics` are names of intents or of articles' categories, in whatever case; `hard` ones ask more of an agent."""

    id: str
    name: str
    topics: list[str]
    hard: bool
    updated_at: datetime
    updated_by: str

    def body(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "topics": self.topics,
            "hard": self.hard,
            "updated_at": to_text(self.updated_at),
            "updated_by": self.updated_by,
        }

    def is_for(self, topics: Sequence[str]) -> bool:
        """Whether any of a conversation's topics calls for it."""
        return not {topic.casefold() for topic in topics}.isdisjoint(own.casefold() for own in self.topics)


def held_of(needed: Sequence[Mapping[str, str]], held: Sequence[str]) -> int:
    """How many of the skills that a handoff needs are among those that somebody has."""
    return len({each["id"] for each in needed} & set(held))

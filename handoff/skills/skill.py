"""The skill value: what some agents are good at, and the topics that require it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kit.clock import to_text


@dataclass(frozen=True, slots=True)
class Skill:
    """`topics` are names of intents or article categories, in any case. A `hard` skill means more effort."""

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
        """Returns whether any of a conversation's topics requires this skill."""
        return not {topic.casefold() for topic in topics}.isdisjoint(own.casefold() for own in self.topics)


def count_matching_skills(needed: Sequence[Mapping[str, str]], held: Sequence[str]) -> int:
    """Returns how many of the skills that a handoff needs somebody has."""
    return len({each["id"] for each in needed} & set(held))

"""What the week's file says, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("week.yml")

Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that happens several times."""

    topic: str
    department: str | None
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Week:
    departments: Mapping[str, Mapping[str, str]]
    skills: Sequence[Mapping[str, Any]]
    canned_replies: Sequence[Mapping[str, str]]
    customers: Sequence[str]
    talks: Sequence[Talk]

    @property
    def tags(self) -> frozenset[str]:
        """Every tag that some talk ends with."""
        ends = (step.get("solved", step.get("unsolved", ())) for talk in self.talks for step in talk.steps)
        return frozenset(tag for given in ends for tag in given)


@cache
def read_week() -> Week:
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    talks = [Talk(each["topic"], each.get("department"), each["steps"]) for each in found.pop("talks")]
    return Week(talks=talks, **found)

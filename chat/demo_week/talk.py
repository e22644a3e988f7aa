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


@cache
def read_week() -> Week:
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    talks = [Talk(each["topic"], each.get("department"), each["steps"]) for each in found.pop("talks")]
    return Week(talks=talks, **found)

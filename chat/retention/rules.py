"""What administrators decide about how long ended conversations are kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

EVERYBODY = ""
"""Stands for all conversations whose department has no rule of its own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`days` after a conversation was resolved, and not touched since, it is erased; None keeps it for good."""

    department_id: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule erases at a moment: of one department, or of all but `others_than`."""

    rule: Rule
    before: datetime
    department_id: str | None
    others_than: Collection[str]


def due_by(rules: Sequence[Rule], now: datetime) -> list[Due]:
    """Every rule that erases something, as what it erases now."""
    own = [rule.department_id for rule in rules if rule.department_id != EVERYBODY]
    return [
        Due(
            rule,
            now - timedelta(days=rule.days),
            rule.department_id or None,
            own if rule.department_id == EVERYBODY else (),
        )
        for rule in rules
        if rule.days is not None
    ]

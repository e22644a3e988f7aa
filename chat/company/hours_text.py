"""Opening hours in one line, for the placeholder `{hours}`: "Mon–Fri 09:00–17:00, Sat 10:00–13:00"."""

from collections.abc import Sequence
from itertools import groupby

from chat.company.languages import ALWAYS, DAYS, spoken
from staff.departments.department import DAYS as NAMES
from staff.departments.department import Hours


def hours_text(hours: Hours | None, language: str) -> str:
    """By the wall clock of the department. Days that follow one another with the same hours become one span."""
    weekly = hours["weekly"] if hours else {}
    if not any(weekly.values()):
        return spoken(ALWAYS, language)
    days = DAYS.get(language, DAYS["en"])
    spans = [" + ".join(f"{start}–{end}" for start, end in weekly.get(name, ())) for name in NAMES]
    runs = [(open_, [number for number, _ in run]) for open_, run in groupby(enumerate(spans), lambda each: each[1])]
    return ", ".join(f"{_days(days, numbers)} {open_}" for open_, numbers in runs if open_)


def _days(names: Sequence[str], numbers: Sequence[int]) -> str:
    first, last = names[numbers[0]], names[numbers[-1]]
    return first if first == last else f"{first}–{last}"

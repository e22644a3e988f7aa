"""Opening hours in one line, for `{hours}`: "Mon–Fri 09:00–17:00, Sat 10:00–13:00; Thu 25 closed (Christmas)".

Special days of the coming week are told too: whoever reads on Christmas Eve "Mon–Fri" comes to a closed door.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from chat.company.languages import ALWAYS, CLOSED, DAYS, spoken
from staff.departments.department import DAYS as NAMES
from staff.departments.department import Hours, special_day

DAYS_AHEAD = 7
"""So many days, with today: a weekday and a number of the month then mean one day only."""


def hours_text(hours: Hours | None, language: str, now: datetime) -> str:
    """By the wall clock of the department. Days that follow one another with the same hours become one span."""
    weekly = hours["weekly"] if hours else {}
    if not hours or not any(weekly.values()):
        return spoken(ALWAYS, language)
    days = DAYS.get(language, DAYS["en"])
    spans = [_spans(weekly.get(name, ())) for name in NAMES]
    runs = [(open_, [number for number, _ in run]) for open_, run in groupby(enumerate(spans), lambda each: each[1])]
    week = ", ".join(f"{_days(days, numbers)} {open_}" for open_, numbers in runs if open_)
    return "; ".join([week, *_special_days(hours, language, now)])


def _special_days(hours: Hours, language: str, now: datetime) -> Iterator[str]:
    """The special days of the coming week whose hours are not those of their weekday."""
    days, today = DAYS.get(language, DAYS["en"]), now.astimezone(ZoneInfo(hours["time_zone"])).date()
    for day in (today + timedelta(days=number) for number in range(DAYS_AHEAD)):
        special, usual = special_day(hours, day), _spans(hours["weekly"].get(NAMES[day.weekday()], ()))
        if special is None or (open_ := _spans(special.get("open", ()))) == usual:
            continue
        name = f" ({special['name']})" if special.get("name") else ""
        yield f"{days[day.weekday()]} {day.day} {open_ or spoken(CLOSED, language)}{name}"


def _spans(spans: Sequence[Sequence[str]]) -> str:
    return " + ".join(f"{start}–{end}" for start, end in spans)


def _days(names: Sequence[str], numbers: Sequence[int]) -> str:
    first, last = names[numbers[0]], names[numbers[-1]]
    return first if first == last else f"{first}–{last}"

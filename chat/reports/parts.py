"""The parts of a report: figures that carry their definition and how many they are of, and the numbers of its plots."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from chat.reports.definitions import DEFINITIONS
from chat.reports.numbers import FEW, Distribution, wilson
from chat.reports.period import Filters

Slots = Sequence[tuple[int, ...]]


def figure(key: str, value: float | None, unit: str, of: int, **more: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("low", "high", "mean", "median", "p90"))
    return {
        "key": key,
        "value": value,
        "unit": unit,
        "of": of,
        "few": of < FEW,
        **nothing,
        **more,
        "definition": DEFINITIONS[key],
    }


def amount(key: str, value: int) -> dict[str, Any]:
    """A number of things, which is of itself and says what it says however small it is."""
    return figure(key, value, "count", value, few=False)


def share(key: str, hits: int, of: int) -> dict[str, Any]:
    low, high = wilson(hits, of) or (None, None)
    return figure(key, hits / of if of else None, "share", of, low=low, high=high)


def duration(key: str, values: Distribution, *, shown: str = "median") -> dict[str, Any]:
    """`shown` is the statistic that stands as the figure's value; the others come with it."""
    found = {"mean": values.mean, "median": values.percentile(0.5), "p90": values.percentile(0.9)}
    return figure(key, found[shown], "seconds", values.of, **found)


def series(key: str, by: str, columns: Sequence[tuple[str, str]], rows: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """`columns` are keys with units; each row is a label and a value for each column."""
    return {
        "key": key,
        "by": by,
        "columns": [{"key": name, "unit": unit} for name, unit in columns],
        "rows": [{"label": None if label is None else str(label), "values": list(values)} for label, *values in rows],
    }


def by_day(key: str, filters: Filters, columns: Sequence[tuple[str, str]], *found: Slots) -> dict[str, Any]:
    """Every day of the period, those with nothing too."""
    rows = _folded(filters.days, lambda slot: filters.local(slot).date(), len(columns), found)
    return series(key, "day", columns, ((f"{day:%Y-%m-%d}", *values) for day, values in rows.items()))


def by_hour(key: str, filters: Filters, columns: Sequence[tuple[str, str]], *found: Slots) -> dict[str, Any]:
    """The hours of the day on the company's clocks, all days of the period together."""
    rows = _folded(range(24), lambda slot: filters.local(slot).hour, len(columns), found)
    return series(key, "hour", columns, ((hour, *values) for hour, values in rows.items()))


def _folded(
    labels: Iterable[Any], label_of: Callable[[int], Any], width: int, found: Sequence[Slots]
) -> dict[Any, list[int]]:
    """Adds up the slots of each label. What is found comes one after the other; the last one ends the row."""
    rows: dict[Any, list[int]] = {label: [0] * width for label in labels}
    for place, slots in enumerate(found):
        for slot, *values in slots:
            start = width - len(values) if place == len(found) - 1 else 0
            row = rows[label_of(slot)]
            for offset, value in enumerate(values):
                row[start + offset] += value
    return rows

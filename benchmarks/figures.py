"""A figure with its reference and its target, and how a run's figures are shown to people and to programs."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Target:
    """The target for the figure's own value or for its ratio to the reference."""

    of: Literal["value", "ratio"]
    at_most: float | None = None
    at_least: float | None = None
    below: float | None = None

    def met_by(self, number: float) -> bool:
        return (
            (self.at_most is None or number <= self.at_most)
            and (self.at_least is None or number >= self.at_least)
            and (self.below is None or number < self.below)
        )

    def words(self, unit: str) -> str:
        limits = {"at most": self.at_most, "at least": self.at_least, "under": self.below}
        said = [f"{word} {limit:g}" for word, limit in limits.items() if limit is not None]
        return " and ".join(said) + (" ×" if self.of == "ratio" else f" {unit}")


@dataclass(frozen=True)
class Figure:
    """One measured number. The ratio need not be value over reference: it may be the median of the rounds' ratios."""

    name: str
    value: float
    unit: str
    reference: str = ""
    reference_value: float | None = None
    ratio: float | None = None
    target: Target | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """None if there is no target."""
        if self.target is None:
            return None
        number = self.value if self.target.of == "value" else self.ratio
        return number is not None and self.target.met_by(number)

    def to_json(self) -> dict[str, Any]:
        return {
            **{name: value for name, value in asdict(self).items() if name != "target"},
            "target": self.target.words(self.unit) if self.target else None,
            "met": self.met,
        }


def beside(name: str, value: float, unit: str, reference: str, reference_value: float, **more: Any) -> Figure:
    """A figure whose ratio is its value divided by its reference's."""
    return Figure(name, value, unit, reference, reference_value, value / reference_value, **more)


def table(title: str, figures: Sequence[Figure]) -> str:
    """The figures as an aligned table."""
    head = ("", "Baton", "reference", "", "ratio", "target", "met")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([title, "-" * max(map(len, lines)), *lines])


def _row(figure: Figure) -> tuple[str, ...]:
    reference = "" if figure.reference_value is None else f"{short(figure.reference_value)} {figure.unit}"
    return (
        figure.name,
        f"{short(figure.value)} {figure.unit}",
        reference,
        figure.reference,
        "" if figure.ratio is None else f"{short(figure.ratio)} ×",
        figure.target.words(figure.unit) if figure.target else "",
        {True: "yes", False: "NO", None: ""}[figure.met],
    )


def short(number: float) -> str:
    """A number as people read it: three significant digits: the measurement is not more precise."""
    if number == 0:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(number))))
    return f"{number:.{digits}f}"

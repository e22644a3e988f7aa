"""Writes metrics in the Prometheus text format, version 0.0.4.

See "Exposition formats" in the Prometheus documentation. No client library is used: it would add registries that are
global to a process, while most values here are read from SQL on request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Metric:
    """One metric. `values` has one value per set of labels; a metric without labels has one empty set."""

    name: str
    kind: Literal["gauge", "counter"]
    meaning: str
    values: Mapping[Labels, float] = field(default_factory=dict)

    def lines(self) -> list[str]:
        return [_line(self.name, labels, value) for labels, value in self.values.items()]


@dataclass(frozen=True)
class Observed:
    """What was observed under one set of labels: how many values fell under each bound, one more for those above the
    last, and the sum of all.
    """

    counts: tuple[int, ...]
    total: float


@dataclass(frozen=True)
class Distribution:
    """A metric of the kind "histogram": how many values there were up to each bound."""

    name: str
    meaning: str
    bounds: tuple[float, ...]
    values: Mapping[Labels, Observed] = field(default_factory=dict)
    kind: Literal["histogram"] = "histogram"

    def lines(self) -> list[str]:
        ends = [*(f"{bound:.10g}" for bound in self.bounds), "+Inf"]
        found = []
        for labels, observed in self.values.items():
            counts = list(accumulate(observed.counts))
            found += [
                _line(f"{self.name}_bucket", (*labels, ("le", end)), count)
                for end, count in zip(ends, counts, strict=True)
            ]
            found.append(_line(f"{self.name}_sum", labels, observed.total))
            found.append(_line(f"{self.name}_count", labels, counts[-1]))
        return found


def by_label(label: str, values: Mapping[str, float]) -> dict[Labels, float]:
    """Values distinguished by one label."""
    return {((label, name),): value for name, value in values.items()}


def one(value: float) -> dict[Labels, float]:
    return {(): value}


def prometheus_text(metrics: Iterable[Metric | Distribution]) -> str:
    """Writes all metrics as one text."""
    return "".join(_text(metric) for metric in metrics)


def _text(metric: Metric | Distribution) -> str:
    lines = [f"# HELP {metric.name} {metric.meaning}", f"# TYPE {metric.name} {metric.kind}", *metric.lines()]
    return "\n".join(lines) + "\n"


def _line(name: str, labels: Labels, value: float) -> str:
    return f"{name}{_labels(labels)} {value:.10g}"


def _labels(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

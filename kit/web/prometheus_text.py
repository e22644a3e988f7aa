"""Figures as monitoring systems read them: Prometheus' text format, version 0.0.4, whose rules these few lines hold.

See "Exposition formats" in the documentation of Prometheus. A library would bring registries and per-process counters,
of which nothing is needed where every figure comes from SQL at the moment it is asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Metric:
    """One figure; `values` has one for each set of labels, the empty set where there is but one."""

    name: str
    kind: Literal["gauge", "counter"]
    meaning: str
    values: Mapping[tuple[tuple[str, str], ...], float] = field(default_factory=dict)


def by_label(label: str, values: Mapping[str, float]) -> dict[tuple[tuple[str, str], ...], float]:
    """Values that one label tells apart."""
    return {((label, name),): value for name, value in values.items()}


def one(value: float) -> dict[tuple[tuple[str, str], ...], float]:
    return {(): value}


def prometheus_text(metrics: Iterable[Metric]) -> str:
    """All of them as the text of one answer."""
    return "".join(_text(metric) for metric in metrics)


def _text(metric: Metric) -> str:
    lines = [f"# HELP {metric.name} {metric.meaning}", f"# TYPE {metric.name} {metric.kind}"]
    lines += [f"{metric.name}{_labels(labels)} {value:.10g}" for labels, value in metric.values.items()]
    return "\n".join(lines) + "\n"


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

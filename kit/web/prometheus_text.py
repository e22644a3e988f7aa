"""Writes metrics in the Prometheus text format, version 0.0.4.

See "Exposition formats" in the Prometheus documentation. No client library is used: it would add registries and
per-process counters, but every value here is read from SQL on request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Metric:
    """One metric. `values` has one value per set of labels; a metric without labels has one empty set."""

    name: str
    kind: Literal["gauge", "counter"]
    meaning: str
    values: Mapping[tuple[tuple[str, str], ...], float] = field(default_factory=dict)


def by_label(label: str, values: Mapping[str, float]) -> dict[tuple[tuple[str, str], ...], float]:
    """Values distinguished by one label."""
    return {((label, name),): value for name, value in values.items()}


def one(value: float) -> dict[tuple[tuple[str, str], ...], float]:
    return {(): value}


def prometheus_text(metrics: Iterable[Metric]) -> str:
    """Writes all metrics as one text."""
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

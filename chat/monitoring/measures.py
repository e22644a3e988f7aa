"""What the process measures of itself: how long calls, turns, decisions, transactions and other processes take.

Unlike the metrics that are read from SQL, these are this process's own since its start.
"""

from dataclasses import dataclass, field
from functools import partial

from chat.monitoring.call_classes import CALL_CLASSES
from kit.measures.histogram import Histogram
from kit.measures.request_times import STATUSES
from kit.web.service_call import Measure


def _calls() -> Histogram:
    return Histogram(
        "baton_call_seconds",
        "How long a call or a page took, by the class of its address and the kind of its answer.",
        {"route": CALL_CLASSES, "status": STATUSES},
    )


def _services() -> Histogram:
    return Histogram(
        "baton_service_call_seconds",
        "How long a call to bot or knowledge took, waiting for a place included.",
        {"service": ("bot", "knowledge", "knowledge_for_staff"), "outcome": ("ok", "failed", "skipped")},
    )


@dataclass(frozen=True)
class Measures:
    """The histograms that belong to no single part of the process."""

    calls: Histogram = field(default_factory=_calls)
    services: Histogram = field(default_factory=_services)

    def of_service(self, name: str) -> Measure:
        """What `Service` tells its calls to."""
        return partial(_observe, self.services, name)


def _observe(histogram: Histogram, service: str, seconds: float, outcome: str) -> None:
    histogram.observe(seconds, service, outcome)

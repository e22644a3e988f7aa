"""Estimates how long a customer still waits, as a range computed from the live queue and scored afterwards.

If every agent is busy, the customer at position k is served at the k-th end of a handling. For n agents whose handlings
take m on average, that is Erlang's waiting time: k steps of m / n (Kleinrock, Queueing Systems I, 1975, chapter 3; as
an estimator from the queue's length: Ibrahim and Whitt, Manufacturing & Service Operations Management 11, 2009).
Handlings are not exponential, and m is known from only a few of them. So the number of steps is replaced by one that
gives the sum its true spread. The quantiles of that gamma distribution use Wilson and Hilferty's approximation (PNAS
17, 1931).

The time that an agent needs between two customers, while customers wait, is part of m: nobody is served in it.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

FEWEST = 5
"""With fewer handlings or waits, no estimate is given: saying nothing is more honest than a guess."""

SHARE = 0.8
"""How often the true wait should lie in the range."""

LONG_WAIT_SECONDS = 600
"""A range that ends after this is long. The customer is then offered other options at once."""

_Z = 1.2816
"""The normal quantile that leaves a tenth on each side."""

_DRIFT = 0.02
"""The relative variance added because the rest of the day may differ from the last hours."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast agents have been recently."""

    handlings: Sequence[float]
    """Seconds that recent conversations took of their agent, each divided among conversations held at the same time."""
    reactions: Sequence[float]
    """Seconds until recent customers were accepted by an agent who had no conversation."""
    turnarounds: Sequence[float] = ()
    """Seconds from the end of a recent conversation to the agent's next customer, if that customer was already waiting.
    """

    @property
    def is_sufficient(self) -> bool:
        """Whether there is enough data to estimate a wait in line. Until then, every finished conversation counts.

        Reactions are not required: if everybody is busy, there are none.
        """
        return len(self.handlings) >= FEWEST


@dataclass(frozen=True, slots=True)
class QueueState:
    """The queue as the next customer finds it."""

    position: int
    agents: int
    idle: int
    """How many of the present agents have no conversation."""
    pace: Pace


@dataclass(frozen=True, slots=True)
class Handling:
    """A period of an agent: they had a conversation, or a customer waited for them."""

    agent_id: str
    since: datetime
    until: datetime | None


def pace_of(handlings: Sequence[Handling], waits: Sequence[Handling]) -> Pace:
    return Pace(shared_seconds(handlings), reactions(waits, handlings), turnarounds(waits, handlings))


def shared_seconds(handlings: Sequence[Handling]) -> list[float]:
    """Returns the agent time of each finished handling. An hour shared with one other counts as half an hour."""
    of_agent = _by_agent(handlings)
    return [_share(one.since, one.until, of_agent[one.agent_id]) for one in handlings if one.until is not None]


def reactions(waits: Sequence[Handling], handlings: Sequence[Handling]) -> list[float]:
    """Returns the waits of customers who arrived while the agent who accepted them had no conversation."""
    return [
        max(0.0, (wait.until - wait.since).total_seconds())
        for wait in waits
        if wait.until is not None and not any(_covers(each, wait) for each in handlings)
    ]


def turnarounds(waits: Sequence[Handling], handlings: Sequence[Handling]) -> list[float]:
    """Returns how long agents needed from one conversation to the next customer, if that customer was already waiting.

    As with handlings, a minute shared with one other conversation counts as half a minute.
    """
    of_agent = _by_agent(handlings)
    found: list[float] = []
    for wait in waits:
        own = of_agent.get(wait.agent_id, [])
        ends = [each.until for each in own if each.until is not None]
        freed = max((end for end in ends if wait.until is not None and wait.since <= end <= wait.until), default=None)
        if freed is not None and wait.until is not None:
            beside = sum(each.since < freed and (each.until is None or each.until > freed) for each in own)
            found.append((wait.until - freed).total_seconds() / (1 + beside))
    return found


def expected_range(state: QueueState) -> tuple[int, int] | None:
    """Returns the middle 80 % of the wait in seconds; None if no agent is present or too little is known."""
    if state.agents < 1:
        return None
    pace = state.pace
    if state.position <= state.idle:
        return _quantiles_of(pace.reactions)
    if len(pace.handlings) < FEWEST:
        return None
    steps = state.position - state.idle
    between = pace.turnarounds if len(pace.turnarounds) >= FEWEST else [0.0]
    mean = fmean(pace.handlings) + fmean(between)
    if mean <= 0:
        return None
    spread = (_variance(pace.handlings) + _variance(between)) / mean**2
    # With many agents, a few ends come at random. Over a long line, the spread of single handlings shows.
    among = spread + (1 - spread) * state.agents / (state.agents + steps)
    relative = max(among, 0.05) / steps + spread / len(pace.handlings) + _DRIFT
    low, high = _gamma_range(steps * mean / state.agents, relative)
    return round(low), round(high)


def interval_score(low: float, high: float, truth: float, *, share: float = SHARE) -> float:
    """Returns Winkler's score of a range (JASA 67, 1972): narrow ranges score low, and misses add a penalty."""
    missed = max(low - truth, 0.0) + max(truth - high, 0.0)
    return (high - low) + 2 / (1 - share) * missed


@dataclass(frozen=True, slots=True)
class ScoredEstimate:
    """An estimate that was told, what the mean of recent waits would have said, and the true wait."""

    low: float
    high: float
    recent: float | None
    waited: float


def report(scored: Sequence[ScoredEstimate]) -> dict[str, float | int | None]:
    """Returns how often the ranges held, how wide they were, and how they score against the mean of recent waits."""
    if not scored:
        return {"scored": 0, "coverage": None, "median_width_seconds": None, "score": None, "score_of_mean": None}
    compared = [each for each in scored if each.recent is not None]
    return {
        "scored": len(scored),
        "coverage": round(fmean(each.low <= each.waited <= each.high for each in scored), 3),
        "median_width_seconds": round(median(each.high - each.low for each in scored)),
        "score": round(fmean(interval_score(each.low, each.high, each.waited) for each in scored)),
        "score_of_mean": round(
            fmean(interval_score(each.recent or 0.0, each.recent or 0.0, each.waited) for each in compared)
        )
        if compared
        else None,
    }


def _by_agent(handlings: Sequence[Handling]) -> Mapping[str, Sequence[Handling]]:
    of_agent: dict[str, list[Handling]] = defaultdict(list)
    for one in handlings:
        of_agent[one.agent_id].append(one)
    return of_agent


def _share(since: datetime, until: datetime, beside: Sequence[Handling]) -> float:
    overlaps = [
        (min(until, each.until or until) - max(since, each.since)).total_seconds()
        for each in beside
        if each.since < until and (each.until or until) > since
    ]
    length = (until - since).total_seconds()
    together = sum(overlaps) / length if length > 0 else 1.0
    return length / max(1.0, together)


def _covers(handling: Handling, wait: Handling) -> bool:
    """Returns whether the agent was busy when the customer arrived."""
    if handling.agent_id != wait.agent_id or handling.since > wait.since:
        return False
    return handling.until is None or wait.since < handling.until


def _quantiles_of(seconds: Sequence[float]) -> tuple[int, int] | None:
    if len(seconds) < FEWEST:
        return None
    ordered = sorted(seconds)
    last = len(ordered) - 1
    return round(ordered[math.floor(0.1 * last)]), round(ordered[math.ceil(0.9 * last)])


def _variance(values: Sequence[float]) -> float:
    """Uses floats: `statistics` uses exact fractions, which are a hundred times slower and not needed for seconds."""
    mean = fmean(values)
    return fmean((value - mean) ** 2 for value in values)


def _gamma_range(mean: float, relative_variance: float) -> tuple[float, float]:
    """Returns the 10 % and 90 % quantiles of a gamma distribution with this mean."""
    shape = 1 / relative_variance
    centre, width = 1 - 1 / (9 * shape), _Z / (3 * math.sqrt(shape))
    low, high = max(centre - width, 0.0), centre + width
    return mean * low**3, mean * high**3

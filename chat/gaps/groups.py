"""Gaps in groups, one for each matter: asked again of today's articles, and ranked by what they cost.

A group is open while one of its questions would not be answered today; after an article was published it is asked
again with the next look, and shows which of its questions are answered now.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from chat.clients.knowledge import CurrentResult
from chat.gaps.gap import Gap
from kit.clock import to_text
from kit.privacy.masking import masked

MINUTES_PER_CUSTOMER = 5
"""In the order of groups, one more customer weighs as much as five minutes of an agent."""

Member = tuple[Gap, CurrentResult]


def grouped(gaps: Sequence[Gap], now: Sequence[CurrentResult], seconds: Mapping[str, int]) -> list[dict[str, Any]]:
    """The costliest first, and last those that editors have taken up.

    `seconds` is the time that agents had with each conversation.
    """
    groups: dict[int, list[Member]] = {}
    for gap, today in zip(gaps, now, strict=True):
        groups.setdefault(today.group, []).append((gap, today))
    views = [_group(members, seconds) for members in groups.values()]
    return sorted(views, key=lambda view: (view["state"] == "taken_up", -_cost(view), view["question"]))


def as_then(gaps: Sequence[Gap]) -> list[CurrentResult]:
    """Without `knowledge`: grouped by the article that was nearest at the time; nothing counts as answered."""
    first: dict[str, int] = {}
    return [
        CurrentResult(
            first.setdefault(gap.article_id or gap.id, number), gap.article_id, None, gap.probability, answered=False
        )
        for number, gap in enumerate(gaps)
    ]


def is_open(gap: Gap, today: CurrentResult) -> bool:
    return gap.wrong or not today.answered


def _group(members: Sequence[Member], seconds: Mapping[str, int]) -> dict[str, Any]:
    unsettled = [member for member in members if is_open(*member)]
    shown = unsettled or members
    conversations = {gap.conversation_id for gap, _ in members}
    nearest = _nearest(shown)
    return {
        "question": _speaks_for(shown),
        "state": _state(unsettled),
        "times": len(members),
        "answered": len(members) - len(unsettled),
        "customers": len({gap.customer for gap, _ in members}),
        "agent_minutes": round(sum(seconds.get(each, 0) for each in conversations) / 60),
        "kinds": dict(Counter(gap.kind for gap, _ in members)),
        "last_asked_at": to_text(max(gap.asked_at for gap, _ in members)),
        "nearest": nearest,
        "ids": [gap.id for gap, _ in members],
    }


def _state(unsettled: Sequence[Member]) -> str:
    if not unsettled:
        return "answered"
    return "taken_up" if all(gap.taken_up for gap, _ in unsettled) else "open"


def _speaks_for(members: Sequence[Member]) -> str:
    """The question asked most; among equals the latest."""
    asked = [masked(gap.question) for gap, _ in members]
    return Counter(asked).most_common(1)[0][0]


def _nearest(members: Sequence[Member]) -> dict[str, Any] | None:
    """The article that is nearest to most of the questions, with the highest of their probabilities."""
    near = [today for _, today in members if today.article_id is not None]
    if not near:
        return None
    article_id = Counter(today.article_id for today in near).most_common(1)[0][0]
    best = max((today for today in near if today.article_id == article_id), key=lambda today: today.probability)
    return {"article_id": article_id, "title": best.title, "confidence": round(best.probability, 4)}


def _cost(view: Mapping[str, Any]) -> int:
    return int(view["customers"]) * MINUTES_PER_CUSTOMER + int(view["agent_minutes"])

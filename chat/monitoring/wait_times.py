"""How long customers waited for a person, as a histogram of stored rows.

Assignments are only ever added, and the request of a handoff keeps its time. So a wait never changes once it is over,
and the counts never fall.
"""

from bisect import bisect_left

from sqlalchemy import Connection, extract, func, select

from handoff.handoffs.models import assignments, handoffs
from kit.measures.prometheus_text import Distribution, Observed

BOUNDS = (5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0, 14400.0)


def wait_times(connection: Connection) -> Distribution:
    """From the request for a person to the first agent who accepted, in whole seconds."""
    first = (
        select(assignments.c.handoff_id, func.min(assignments.c.created_at).label("at"))
        .where(assignments.c.handoff_id.is_not(None))
        .group_by(assignments.c.handoff_id)
        .subquery()
    )
    waited = extract("epoch", first.c.at) - extract("epoch", handoffs.c.requested_at)
    query = (
        select(waited, func.count())
        .select_from(first.join(handoffs, handoffs.c.id == first.c.handoff_id))
        .group_by(waited)
    )
    counts, total = [0] * (len(BOUNDS) + 1), 0.0
    for seconds, count in connection.execute(query):
        lasted = max(0.0, float(seconds))
        counts[bisect_left(BOUNDS, lasted)] += count
        total += lasted * count
    return Distribution(
        "baton_queue_wait_seconds",
        "How long customers waited for a person, from the request until an agent first accepted.",
        BOUNDS,
        {(): Observed(tuple(counts), total)},
    )

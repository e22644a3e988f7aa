"""How long customers usually wait for a person, in one number for everybody: the widget says it before anybody asks."""

from statistics import median

from sqlalchemy import Connection

from handoff.waits.estimate import FEWEST
from handoff.waits.repository import list_waits


def usual_wait(connection: Connection) -> int | None:
    """Returns the median wait in seconds of the latest customers that agents accepted; None while there are too few."""
    waits = [(one.until - one.since).total_seconds() for one in list_waits(connection) if one.until is not None]
    return round(median(max(0.0, each) for each in waits)) if len(waits) >= FEWEST else None

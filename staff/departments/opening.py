"""When somebody is there again: customers who find nobody want to know that before anything else."""

from datetime import datetime

from sqlalchemy import Connection

from staff.departments import repository
from staff.departments.business_time import opens_after


def opens_next(connection: Connection, now: datetime) -> datetime | None:
    """Returns when the first department opens; None if one is open now, or if none ever opens."""
    departments = [each for each in repository.list_departments(connection) if each.active]
    if any(each.is_open(now) for each in departments):
        return None
    openings = [opens_after(each.hours, now) for each in departments if each.hours is not None]
    return min((each for each in openings if each is not None), default=None)

"""Every call about what is kept of customers, and for how long."""

from collections.abc import Callable

from fastapi import APIRouter

from chat.assembly.container import Container
from chat.people_data.endpoints import people_data_router
from chat.retention.endpoints import retention_router


def add_people_data_calls(include: Callable[[APIRouter], None], container: Container) -> None:
    database, clock, days = container.database, container.clock, container.settings.backup_keep_days
    include(people_data_router(database, container.files, clock, keep_days=days))
    include(retention_router(database, clock))

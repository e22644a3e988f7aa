"""Departments: where conversations can go. There is always a default department."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kit.errors import BadRequest, Conflict, NotFound
from kit.events import tell
from kit.identifiers import new_id
from kit.rows import refuse_duplicate
from staff.departments import repository
from staff.departments.department import Department, Hours, LowConfidence, Routing, Targets

_TAKEN = ("A department with this name already exists.", "name")


def add_department(
    connection: Connection,
    name: str,
    now: datetime,
    *,
    low_confidence: LowConfidence = "offer",
    hours: Hours | None = None,
    is_default: bool = False,
    routing: Routing = "pick",
    targets: Targets | None = None,
) -> Department:
    """Adds a department. Raises Conflict if the name is taken."""
    department = Department(new_id("dep"), name, low_confidence, hours, True, is_default, routing, targets)
    with refuse_duplicate(connection, *_TAKEN):
        repository.insert_department(connection, department, now)
    tell(connection, "department.changed", department_id=department.id)
    return department


def ensure_default_department(
    connection: Connection, now: datetime, *, name: str = "Support", hours: Hours | None = None
) -> Department:
    """Returns the department that is used unless another is chosen. The first call creates it."""
    return repository.find_default(connection) or add_department(connection, name, now, hours=hours, is_default=True)


CountOpen = Callable[[Connection, str], int]
"""Counts the conversations of a department that are not over. Rooms above know them."""


def change_department(
    connection: Connection,
    department_id: str,
    changes: Mapping[str, Any],
    count_open: CountOpen = lambda _connection, _department_id: 0,
) -> Department:
    """Changes name, low_confidence, hours, routing, targets, active or is_default. The default department must stay
    active. Raises `department_in_use` if it is archived while customers wait or talk in it.
    """
    before = repository.find(connection, department_id)
    if before is None:
        raise NotFound()
    active = changes.get("active", before.active)
    if not active and (before.is_default or changes.get("is_default")):
        raise Conflict("The default department cannot be deactivated.", reason="default_department")
    if before.active and not active and (count := count_open(connection, department_id)):
        raise Conflict("Conversations are open in this department.", code="department_in_use", count=count)
    if changes.get("is_default"):
        repository.end_default(connection)
    with refuse_duplicate(connection, *_TAKEN):
        if changes:
            repository.change(connection, department_id, **changes)
    tell(connection, "department.changed", department_id=department_id)
    return get_department(connection, department_id)


def get_department(connection: Connection, department_id: str) -> Department:
    department = repository.find(connection, department_id)
    if department is None:
        raise NotFound()
    return department


def choose_department(connection: Connection, wanted: str | None) -> Department | None:
    """Returns the active department with this id or name; the default one if none is wanted.

    Raises NotFound if it does not exist or is not active.
    """
    if wanted is None:
        return repository.find_default(connection)
    found = repository.find(connection, wanted) or repository.find_by_name(connection, wanted)
    if found is None or not found.active:
        raise NotFound("This department does not exist.", field="department")
    return found


def hours_of(connection: Connection, department_id: str | None) -> Hours | None:
    """Returns the opening hours of this department, or of the default one. None means always open."""
    found = _responsible(connection, department_id)
    return found.hours if found else None


def low_confidence_of(connection: Connection, department_id: str | None) -> LowConfidence:
    """Returns what the bot does in this department when it is not sure; `offer` if there is no such department."""
    found = _responsible(connection, department_id)
    return found.low_confidence if found else "offer"


def anybody_open(connection: Connection, now: datetime) -> bool:
    """Returns whether any department is open now."""
    return any(department.is_open(now) for department in repository.list_departments(connection))


def check_departments(connection: Connection, department_ids: Sequence[str]) -> None:
    """Raises BadRequest if one of these does not exist."""
    if not department_ids:
        return
    known = {department.id for department in repository.list_departments(connection)}
    if not known.issuperset(department_ids):
        raise BadRequest("departments contains an unknown department.", code="bad_type", field="departments")


def _responsible(connection: Connection, department_id: str | None) -> Department | None:
    return repository.find(connection, department_id) if department_id else repository.find_default(connection)

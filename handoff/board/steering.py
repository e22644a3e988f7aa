"""What supervisors change for a customer who waits: the department, the agent it is meant for, and how urgent it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations.service import get
from handoff.handoffs import repository
from handoff.handoffs.handoff import Handoff
from handoff.offers import repository as offers_repository
from handoff.queue.department_menu import choose
from kit.errors import Conflict, NotFound
from kit.events import tell
from staff.departments.service import choose_department
from staff.people import repository as people_repository


def steer(connection: Connection, handoff_id: str, changes: Mapping[str, Any], now: datetime) -> Handoff:
    """Changes `department`, `agent_id` or `priority` of a waiting handoff, which keeps its time of waiting.

    A move to a department is told to the customer. An offer ends, and the next one follows the change. Raises NotFound,
    also for an unknown department or agent, and `wrong_status` if nobody waits any more.
    """
    before = repository.find(connection, handoff_id)
    if before is None:
        raise NotFound()
    conversation = get(connection, before.conversation_id, lock=True)
    handoff = repository.find(connection, handoff_id)
    if handoff is None or handoff.state != "waiting":
        raise Conflict(
            "This customer does not wait any more.", code="wrong_status", conversation_status=conversation.status
        )
    if "department" in changes:
        department = choose_department(connection, changes["department"])
        if department is not None:
            choose(connection, conversation, department, now)
    if "agent_id" in changes:
        repository.change(connection, handoff_id, wanted_agent_id=_agent(connection, changes["agent_id"]))
    if "priority" in changes:
        repository.change(connection, handoff_id, priority=changes["priority"])
    offers_repository.end_of_handoff(connection, handoff_id, now)
    tell(connection, "queue.changed")
    return repository.find(connection, handoff_id) or handoff


def _agent(connection: Connection, agent_id: str | None) -> str | None:
    if agent_id is None:
        return None
    person = people_repository.find(connection, agent_id)
    if person is None or not person.takes_conversations:
        raise NotFound("This agent does not exist.")
    return person.id

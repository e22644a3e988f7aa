"""Who may read a conversation, checked before any of it is shown. Forbidden and missing both return 404."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from conversations import repository
from conversations.conversation import Conversation, Reader
from handoff.handoffs.repository import count_waiting
from handoff.queue.service import list_queue
from kit.auth import Principal
from kit.errors import NotFound
from staff.people import repository as people_repository
from staff.people.person import SEEING_ALL, Person, expand_roles


def readable(
    connection: Connection, principal: Principal, conversation_id: str, *, lock: bool = False
) -> tuple[Conversation, Reader]:
    """Returns the conversation and the caller's kind of reader. Raises NotFound, whether it is missing or forbidden."""
    conversation = repository.find(connection, conversation_id, lock=lock)
    if conversation is None:
        raise NotFound()
    if principal.kind == "customer" and principal.conversation_id == conversation.id:
        return conversation, "customer"
    if principal.is_person and may_read(connection, principal, conversation):
        return conversation, "staff"
    raise NotFound()


def may_read(connection: Connection, principal: Principal, conversation: Conversation) -> bool:
    """Agents read their own conversations and those of their departments. Supervisors read all."""

    def serves_department(department_id: str | None) -> bool:
        return serves(connection, principal, department_id)

    return _reads(principal.roles, principal.id, conversation, serves_department)


def person_reads(person: Person, conversation: Conversation) -> bool:
    """The same check for a colleague who is not the caller."""
    return _reads(expand_roles(person.roles), person.id, conversation, person.serves)


def _reads(
    roles: frozenset[str], person_id: str | None, conversation: Conversation, serves: Callable[[str | None], bool]
) -> bool:
    if roles & SEEING_ALL:
        return True
    return "agent" in roles and (conversation.agent_id == person_id or serves(conversation.department_id))


def serves(connection: Connection, principal: Principal, department_id: str | None) -> bool:
    """Returns whether this person serves the department."""
    if department_id is None or principal.roles & SEEING_ALL:
        return True
    return access_scope_of(connection, principal).serves(department_id)


@dataclass(frozen=True, slots=True)
class AccessScope:
    """What a person may read, looked up once and used for many conversations."""

    principal: Principal
    person: Person | None

    def serves(self, department_id: str | None) -> bool:
        if department_id is None or self.principal.roles & SEEING_ALL:
            return True
        return self.person is not None and self.person.serves(department_id)

    def reads(self, conversation: Conversation) -> bool:
        return _reads(self.principal.roles, self.principal.id, conversation, self.serves)

    def part_of(self, queue: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Returns the part of the queue that this person serves."""
        return [entry for entry in queue if self.serves(entry["department"])]


def access_scope_of(connection: Connection, principal: Principal) -> AccessScope:
    return AccessScope(principal, people_repository.find(connection, principal.id))


def queue_for(connection: Connection, agent: Principal, cursor: str | None, limit: int) -> dict[str, Any]:
    """Returns a page of the part of the queue that this agent serves, and how many wait there in all.

    A page is cut from the whole queue, so it may have fewer entries for them, or none, with more behind it.
    """
    scope = access_scope_of(connection, agent)
    waiting = count_waiting(connection)
    total = sum(count for department_id, count in waiting.items() if scope.serves(department_id))
    found = list_queue(connection, limit + 1, cursor)
    more = found[limit - 1]["handoff_id"] if len(found) > limit else None
    return {"queue": scope.part_of(found[:limit]), "total": total, "next": more}

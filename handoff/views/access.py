"""Who may read a conversation, asked before anything of it is shown. What is not yours looks like what is not there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from conversations import repository
from conversations.conversation import Conversation, Reader
from handoff.queue.service import list_queue
from kit.auth import Principal
from kit.errors import NotFound
from staff.people import repository as people_repository
from staff.people.person import SEEING_ALL, Person, expand_roles


def readable(
    connection: Connection, principal: Principal, conversation_id: str, *, lock: bool = False
) -> tuple[Conversation, Reader]:
    """The conversation and as whom the caller reads it. Raises NotFound, the same for unknown and for foreign."""
    conversation = repository.find(connection, conversation_id, lock=lock)
    if conversation is None:
        raise NotFound()
    if principal.kind == "customer" and principal.conversation_id == conversation.id:
        return conversation, "customer"
    if principal.is_person and may_read(connection, principal, conversation):
        return conversation, "staff"
    raise NotFound()


def may_read(connection: Connection, principal: Principal, conversation: Conversation) -> bool:
    """Agents read their own conversations and those of the departments that they serve; supervisors all."""

    def comes_to_her(department_id: str | None) -> bool:
        return serves(connection, principal, department_id)

    return _reads(principal.roles, principal.id, conversation, comes_to_her)


def person_reads(person: Person, conversation: Conversation) -> bool:
    """The same of a colleague who is not the caller."""
    return _reads(expand_roles(person.roles), person.id, conversation, person.serves)


def _reads(
    roles: frozenset[str], person_id: str | None, conversation: Conversation, serves: Callable[[str | None], bool]
) -> bool:
    if roles & SEEING_ALL:
        return True
    return "agent" in roles and (conversation.agent_id == person_id or serves(conversation.department_id))


def serves(connection: Connection, principal: Principal, department_id: str | None) -> bool:
    """Whether conversations of the department come to this person at all."""
    if department_id is None or principal.roles & SEEING_ALL:
        return True
    return reach_of(connection, principal).serves(department_id)


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody may read as it stood when it was looked up: for whoever asks of many conversations."""

    principal: Principal
    person: Person | None

    def serves(self, department_id: str | None) -> bool:
        if department_id is None or self.principal.roles & SEEING_ALL:
            return True
        return self.person is not None and self.person.serves(department_id)

    def reads(self, conversation: Conversation) -> bool:
        return _reads(self.principal.roles, self.principal.id, conversation, self.serves)

    def part_of(self, queue: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Of the whole queue what comes to this person."""
        return [entry for entry in queue if self.serves(entry["department"])]


def reach_of(connection: Connection, principal: Principal) -> Reach:
    return Reach(principal, people_repository.find(connection, principal.id))


def queue_for(connection: Connection, agent: Principal) -> list[dict[str, Any]]:
    """The queue as far as it is this agent's."""
    return reach_of(connection, agent).part_of(list_queue(connection))

"""A person who works with Baton, and what each role includes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Role = Literal["agent", "editor", "supervisor", "admin"]

ROLES: tuple[Role, ...] = ("agent", "editor", "supervisor", "admin")

_CARRIES: dict[str, frozenset[str]] = {
    "agent": frozenset({"agent"}),
    "editor": frozenset({"editor"}),
    "supervisor": frozenset({"supervisor", "agent"}),
    "admin": frozenset(ROLES),
}

SEEING_ALL: frozenset[Role] = frozenset({"supervisor", "admin"})
"""Who sees every conversation and may act in each, whoever has it."""


def expand_roles(roles: Iterable[str]) -> frozenset[str]:
    """Returns all roles that these include: a supervisor is also an agent, an administrator has every role."""
    return frozenset[str]().union(*(_CARRIES[role] for role in roles))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. Without departments they serve all of them; without languages they speak any.

    `password_hash` is None until a password is set. `skills` are identifiers.
    """

    id: str
    name: str
    email: str
    password_hash: str | None
    roles: list[str]
    departments: list[str]
    active: bool
    created_at: datetime
    capacity: int | None = None
    languages: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)

    @property
    def can_administer(self) -> bool:
        """Whether this person can sign in as an administrator, and so could readmit everybody else."""
        return self.active and "admin" in self.roles and self.password_hash is not None

    @property
    def takes_conversations(self) -> bool:
        return self.active and "agent" in expand_roles(self.roles)

    def serves(self, department_id: str | None) -> bool:
        return department_id is None or not self.departments or department_id in self.departments

    def body(self) -> dict[str, Any]:
        """Returns the person as they see themselves."""
        return {"id": self.id, "name": self.name, "email": self.email, "roles": self.roles}

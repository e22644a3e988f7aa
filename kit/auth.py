"""The caller of a request. Middleware in `chat` identifies the caller once per request; rooms only read the result
here.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from starlette.requests import HTTPConnection

from kit.errors import NotSignedIn

Kind = Literal["anonymous", "customer", "person"]


@dataclass(frozen=True)
class Principal:
    """The caller of a request: a customer is tied to one conversation, a person has roles."""

    kind: Kind
    id: str = ""
    name: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    conversation_id: str | None = None
    by_token: bool = False
    """Whether a person called with an API token, which may have fewer roles than they have."""
    until: datetime | None = None
    """When that token ends; None if it does not end."""
    must_enrol: bool = False
    """Whether this person has to set up their second factor before anything else."""

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


ANONYMOUS = Principal("anonymous")


def principal_of(connection: HTTPConnection) -> Principal:
    """The principal that authentication attached to the request; anonymous if the request has no credential."""
    principal = getattr(connection.state, "principal", ANONYMOUS)
    assert isinstance(principal, Principal)
    return principal


def person_of(connection: HTTPConnection) -> Principal:
    """The signed-in person. Raises NotSignedIn for any other caller."""
    principal = principal_of(connection)
    if not principal.is_person:
        raise NotSignedIn("Sign in first.")
    return principal

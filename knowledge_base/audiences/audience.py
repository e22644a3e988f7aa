"""The rule: which articles a reader may read. Every way out of the knowledge base asks it here, or in SQL by
`audiences.repository.shown_to`, which says the same.
"""

from collections.abc import Mapping
from typing import Any, Literal

Audience = Literal["everyone", "signed_in", "staff"]
AUDIENCES: tuple[Audience, ...] = ("everyone", "signed_in", "staff")
"""From the widest to the narrowest."""

Reader = Audience
"""Who reads, in the same words: somebody of whom nothing is known, a customer with a verified identity, or staff."""

ANYBODY: Reader = "everyone"
STAFF: Reader = "staff"


def readable_by(reader: Reader) -> tuple[Audience, ...]:
    """The audiences of articles that this reader may read."""
    return AUDIENCES[: AUDIENCES.index(reader) + 1]


def may_read(reader: Reader, audience: Audience) -> bool:
    return audience in readable_by(reader)


def is_wider(audience: Audience, than: Audience) -> bool:
    """Whether more people read it."""
    return AUDIENCES.index(audience) < AUDIENCES.index(than)


def reader_with(identity: Mapping[str, Any] | None) -> Reader:
    """A customer: what the company's site has signed, as the conversation has it, makes them known, nothing else."""
    return "signed_in" if identity else ANYBODY

"""A merge: one conversation goes on in another, and how it is known that both are one person's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SamePersonBy = Literal["identity", "email"]
"""How it is known: the host site has signed the same identity, which is proof, or the same address was left."""


@dataclass(frozen=True, slots=True)
class Merge:
    """`conversation_id` was closed and goes on in `into_id`, until `ended_at`."""

    conversation_id: str
    into_id: str
    same_identity: bool
    was_open: bool
    merged_by: str
    merged_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a conversation's customer can be recognised. `emails` are in lower case."""

    identity_id: str | None
    emails: frozenset[str]


NO_MARKS = Marks(None, frozenset())


def same_person(one: Marks, other: Marks) -> SamePersonBy | None:
    """Two different identities are two people, whatever addresses they leave."""
    if one.identity_id and other.identity_id:
        return "identity" if one.identity_id == other.identity_id else None
    return "email" if one.emails & other.emails else None


def also_among(marks: Mapping[str, Marks]) -> dict[str, Sequence[str]]:
    """For each conversation the others of the same person. Compares only those that share an identity or an address."""
    sharing: dict[str, list[str]] = {}
    for conversation_id, each in marks.items():
        for mark in {each.identity_id and f"identity {each.identity_id}", *each.emails} - {None}:
            sharing.setdefault(str(mark), []).append(conversation_id)
    found: dict[str, dict[str, None]] = {conversation_id: {} for conversation_id in marks}
    for together in sharing.values():
        for one in together:
            found[one] |= {other: None for other in together if one != other and same_person(marks[one], marks[other])}
    return {conversation_id: list(others) for conversation_id, others in found.items()}

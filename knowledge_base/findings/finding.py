"""One finding: what it is, the one or two places that it is about, and how much traffic they have.

Its key is made from the kind and the words at those places. So a finding that was set aside stays away until the words
change, and comes back if they do.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "contradiction",
    "same_phrasing",
    "near_duplicate",
    "dead_link",
    "dead_anchor",
    "past_review",
    "followed_by_person",
    "orphan",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a published article; `quote` is what stands there."""

    article_id: str
    title: str
    section: str = ""
    quote: str = ""

    def view(self) -> dict[str, Any]:
        return {"article_id": self.article_id, "title": self.title, "section": self.section, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class Finding:
    """`details` are values for the sentence that says what it is: a target, numbers, a date."""

    kind: Kind
    places: tuple[Place, ...]
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        said = [self.kind, *(f"{each.article_id}\0{each.section}\0{each.quote}" for each in self.places)]
        return hashlib.sha256("\0\0".join(said).encode("utf-8", "replace")).hexdigest()[:32]

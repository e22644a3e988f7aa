"""Pictures that an import brings along: each is kept once, and the texts show it at its address here.

How pictures are checked and stored is `chat`'s matter, as it is for those that editors upload.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import Connection

from knowledge_base.imports.found import Draft, Found, Refusal
from knowledge_base.imports.links import with_pictures_at


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture as it would be stored, and its address then."""

    address: str
    image: Any


class PictureStore(Protocol):
    """Where the articles' pictures are kept."""

    def find(self, connection: Connection, content: bytes) -> str | None:
        """The address of this very file, if it is here already: an export of this Baton comes back."""
        ...

    def made(self, content: bytes) -> NewPicture | None:
        """The picture made anew; None if it is none, or is not taken. Takes time, and needs no connection."""
        ...

    def keep(self, connection: Connection, picture: NewPicture, author: str, now: datetime) -> None: ...


def contents_of(found: Iterable[Found]) -> dict[str, bytes]:
    """Every picture once, by its digest."""
    drafts = (one for one in found if not isinstance(one, Refusal))
    return {_digest(content): content for one in drafts for _, content in one.pictures}


def placed(found: Iterable[Found], addresses: Mapping[str, str]) -> list[Found]:
    """The drafts with their pictures at these addresses, by digest. A picture without one leaves its description."""
    return [one if isinstance(one, Refusal) else _placed(one, addresses) for one in found]


def _placed(one: Draft, addresses: Mapping[str, str]) -> Found:
    places = {target: addresses.get(_digest(content)) for target, content in one.pictures}
    known = {target: place for target, place in places.items() if place is not None}
    content = replace(one.content, body=with_pictures_at(one.content.body, known))
    return replace(one, content=content, pictures=())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()

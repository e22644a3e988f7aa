"""The questions that a publication is checked with, in an order in which a caller can go on after any of them."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from kit.errors import BadRequest
from knowledge_base.audiences.audience import ANYBODY, AUDIENCES, Reader
from knowledge_base.golden_set import repository as golden_set
from knowledge_base.golden_set.question import GoldenQuestion
from knowledge_base.outcomes.recent_questions_repository import list_recent

GOLDEN, RECENT = "g", "r"


@dataclass(frozen=True, slots=True)
class Checked:
    """A question to check, with how often customers asked it lately; a golden one has what its reply must be."""

    key: str
    text: str
    times: int = 0
    golden: GoldenQuestion | None = None
    reader: Reader = ANYBODY

    @property
    def place(self) -> str:
        """Its place in the whole check, which a caller can name: the widest readers first."""
        return f"{AUDIENCES.index(self.reader)}{self.key}"

    @property
    def before(self) -> tuple[str, ...]:
        return self.golden.content.before if self.golden else ()


def questions_to_check(connection: Connection, now: datetime, readers: Collection[Reader]) -> list[Checked]:
    """For each kind of reader all of them, the golden set first."""
    each_once = _questions(connection, now)
    return [replace(each, reader=reader) for reader in AUDIENCES if reader in readers for each in each_once]


def _questions(connection: Connection, now: datetime) -> list[Checked]:
    """A key names a question without saying what a customer wrote."""
    recent = {each.text: each.times for each in list_recent(connection, now)}
    golden = [
        Checked(f"{GOLDEN}{each.id}", each.content.text, recent.get(each.content.text, 0), each)
        for each in golden_set.list_all(connection)
    ]
    taken = {each.text for each in golden if not each.before}
    others = [Checked(RECENT + _digest(text), text, times) for text, times in recent.items() if text not in taken]
    return sorted((*golden, *others), key=lambda each: each.key)


def rest_after(questions: Sequence[Checked], cursor: str | None) -> list[Checked]:
    """Those behind the cursor, which is the place of the last one that was checked. Raises BadRequest."""
    if cursor is None:
        return list(questions)
    if cursor[1:2] not in (GOLDEN, RECENT) or len(cursor) > 100:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")
    return [each for each in questions if each.place > cursor]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]

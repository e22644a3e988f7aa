"""The questions that a publication is checked with, in an order in which a caller can go on after any of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kit.errors import BadRequest
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

    @property
    def before(self) -> tuple[str, ...]:
        return self.golden.content.before if self.golden else ()


def questions_to_check(connection: Connection, now: datetime) -> list[Checked]:
    """The golden set first. A key names a question without saying what a customer wrote."""
    recent = {each.text: each.times for each in list_recent(connection, now)}
    golden = [
        Checked(f"{GOLDEN}{each.id}", each.content.text, recent.get(each.content.text, 0), each)
        for each in golden_set.list_all(connection)
    ]
    taken = {each.text for each in golden if not each.before}
    others = [Checked(RECENT + _digest(text), text, times) for text, times in recent.items() if text not in taken]
    return sorted((*golden, *others), key=lambda each: each.key)


def rest_after(questions: Sequence[Checked], cursor: str | None) -> list[Checked]:
    """Those behind the cursor, which is the key of the last one that was checked. Raises BadRequest."""
    if cursor is None:
        return list(questions)
    if cursor[:1] not in (GOLDEN, RECENT) or len(cursor) > 100:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")
    return [each for each in questions if each.key > cursor]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]

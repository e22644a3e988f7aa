"""How an article is cared for: whose it is, when it is read again, and when it is published by itself.

These are facts about the article and not words of it. So they have no versions, nobody has to publish them, and they
change nothing that customers get, until the time comes for which a version is scheduled.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kit.clock import to_text

MOST_TAGS = 20
LONGEST_TAG = 40
LONGEST_OWNER = 200


@dataclass(frozen=True, slots=True)
class Scheduled:
    """`version` is published at `at`, even if there is a newer draft by then: nobody has looked at that one."""

    version: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Care:
    """`review_asked_by` wants a colleague to read the draft. Articles of one `translation_group` say the same."""

    owner: str = ""
    tags: tuple[str, ...] = ()
    review_on: date | None = None
    review_asked_by: str | None = None
    translation_group: str | None = None
    scheduled: Scheduled | None = None

    def view(self) -> dict[str, Any]:
        return {
            "owner": self.owner,
            "tags": list(self.tags),
            "review_on": self.review_on.isoformat() if self.review_on else None,
            "review_asked_by": self.review_asked_by,
            "scheduled": self.scheduled
            and {"version": self.scheduled.version, "at": to_text(self.scheduled.at), "by": self.scheduled.by},
        }


NO_CARE = Care()

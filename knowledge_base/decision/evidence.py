"""What search found for one message, in plain values: it travels from `knowledge` to `chat` as JSON.

No numpy here: `chat` imports this module and `decision`, and nothing heavier of this room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """One article that may answer, with its best passage as Markdown; `probability` is that of its being right.

    `whole`: the passage is all that the article says.
    """

    article_id: str
    title: str
    section: str
    passage: str
    score: float
    dense: float
    lexical: float
    probability: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Candidates best first. `probability` is P(the first answers), `among_three` P(one of the first three does)."""

    candidates: tuple[Candidate, ...] = ()
    probability: float = 0.0
    among_three: float = 0.0
    known: float = 0.0  # share of the message's words, by weight, that any article holds
    threshold: float = 1.01  # above 1 where no answer can keep the promise yet
    promise: float = 0.95
    calibration: str | None = None
    knowledge_version: int = 0
    in_context: bool = False  # whether what was just said was read along
    also: Candidate | None = None  # what answers the second question, where the message asks two

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Evidence":
        """Unknown fields are ignored, so that `knowledge` may be upgraded before `chat`."""
        own = {
            name: raw[name] for name in cls.__dataclass_fields__ if name in raw and name not in ("candidates", "also")
        }
        candidates = tuple(map(_candidate, raw.get("candidates", ())))
        return cls(candidates=candidates, also=_candidate(raw["also"]) if raw.get("also") else None, **own)


def _candidate(raw: Mapping[str, Any]) -> Candidate:
    named = (name for name in Candidate.__dataclass_fields__ if name != "whole")
    return Candidate(**{name: raw[name] for name in named}, whole=bool(raw.get("whole")))

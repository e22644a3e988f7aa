"""What search found for one message, as plain values: `knowledge` sends it to `chat` as JSON.

No numpy here: `chat` imports this module and `decision`, and nothing heavier from this package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from knowledge_base.audiences.audience import Audience


@dataclass(frozen=True, slots=True)
class Candidate:
    """One article that may answer, with what is shown of it as Markdown; `probability` says how likely it is right.

    `whole`: the passage is the whole article. `brief` is its likeliest part alone, the one under `section`. `audience`
    says who may read the article.
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
    brief: str = ""
    audience: Audience = "everyone"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Candidates, best first. `probability` is P(the first answers), `among_three` P(one of the first three does)."""

    candidates: tuple[Candidate, ...] = ()
    probability: float = 0.0
    among_three: float = 0.0
    known: float = 0.0  # share of the message's words, by weight, that any article contains
    threshold: float = 1.01  # above 1 if no answer can reach the target precision yet
    target_precision: float = 0.95
    calibration: str | None = None
    knowledge_version: int = 0
    in_context: bool = False  # whether the messages just before were read too
    also: Candidate | None = None  # what answers the second question, if the message asks two
    siblings: tuple[str, ...] = ()  # the first candidate and others that answer the same about other things

    def doubted(self, most: float) -> "Evidence":
        """The same with at most this probability that the first candidate answers."""
        if self.probability <= most:
            return self
        first = replace(self.candidates[0], probability=most)
        return replace(self, probability=most, candidates=(first, *self.candidates[1:]))

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Evidence":
        """Ignores unknown fields, so that `knowledge` can be upgraded before `chat`."""
        own = {name: raw[name] for name in cls.__dataclass_fields__ if name in raw and name not in _NESTED}
        candidates = tuple(map(_candidate, raw.get("candidates", ())))
        also = _candidate(raw["also"]) if raw.get("also") else None
        return cls(candidates=candidates, also=also, siblings=tuple(raw.get("siblings", ())), **own)


_NESTED = ("candidates", "also", "siblings")
_LATER = ("whole", "brief", "audience")
"""Fields of a candidate that a `knowledge` process of an earlier version does not send."""


def _candidate(raw: Mapping[str, Any]) -> Candidate:
    named = (name for name in Candidate.__dataclass_fields__ if name not in _LATER)
    later = {
        "whole": bool(raw.get("whole")),
        "brief": raw.get("brief", ""),
        "audience": raw.get("audience", "everyone"),
    }
    return Candidate(**{name: raw[name] for name in named}, **later)

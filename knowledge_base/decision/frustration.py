"""Whether a customer is losing patience, judged from the conversation itself.

A pure function with few rules; each has points and a name, so that an agent can read why the bot gave up. From half a
point the bot is more careful: it still answers what it is sure of, and asks nothing back. At a whole point it hands
over at once: customers who said the same thing three times do not want to read the same passage again. No single rule
is worth a whole point.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from knowledge_base.decision.sensitive import words_of

LOWERS_AT = 0.5
AT_ONCE = 1.0

REPEATED = 0.5  # for each time that the same was said before
NOT_HELPED = 0.35  # for each answer that did not help
WORDING = 0.5
CAPITALS = 0.3
MARKS = 0.2
MOST_COUNTED = 2

SAME_SHARE = 0.8  # of the words of both together
FEWEST_WORDS = 3
FEWEST_CAPITAL_WORDS = 3
CAPITAL_SHARE = 0.8

_WORDING = re.compile(
    r"\b(ridiculous|outrageous|unacceptable|disgrace(?:ful)?|appalling|useless|pathetic|angry|furious|had enough|"
    r"fed up|sick of this|(?:what|is|bad) a? ?joke|rip[ -]?off|waste of (?:my )?time|wasting my time|are you kidding|"
    r"you(?:'re| are) (?:not listening|no help)|nobody (?:answers|replies|helps|cares)|"
    r"(?:second|third|fourth|umpteenth|hundredth|\d+(?:nd|rd|th)) time (?:i|now|that i)|"
    r"how many times (?:do|must|have) i|i(?:'ve| have)? already (?:told|said|asked|explained)|"
    r"worst (?:service|company|support|shop)|never (?:buy|order)(?:ing)? (?:from you )?again)\b",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[!?]{3,}|!!|\?!|!\?")
_CAPITAL_WORD = re.compile(r"\b[A-Z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Frustration:
    """The points, and for each rule that gave some, how many it gave."""

    points: float = 0.0
    rules: dict[str, float] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"points": self.points, "rules": self.rules}


CALM = Frustration()


def read_frustration(text: str, said_before: Sequence[str] = (), not_helped: int = 0) -> Frustration:
    """`said_before` is the customer's recent messages, `not_helped` how many answers here did not help."""
    again = sum(_same(text, before) for before in said_before)
    rules = {
        "repeated": REPEATED * min(again, MOST_COUNTED),
        "not_helped": NOT_HELPED * min(not_helped, MOST_COUNTED),
        "wording": WORDING * bool(_WORDING.search(text.replace("’", "'"))),
        "capitals": CAPITALS * _shouted(text),
        "marks": MARKS * bool(_MARKS.search(text)),
    }
    given = {name: round(points, 2) for name, points in rules.items() if points}
    return Frustration(round(sum(given.values()), 2), given) if given else CALM


def _same(text: str, before: str) -> bool:
    """Nearly the same words; very short messages do not count, because "yes" is said again and again."""
    own, other = _words_in(text), _words_in(before)
    return min(len(own), len(other)) >= FEWEST_WORDS and len(own & other) >= SAME_SHARE * len(own | other)


@lru_cache(maxsize=32)
def _words_in(text: str) -> frozenset[str]:
    """Cached, because a few messages are compared with each other again and again."""
    return frozenset(words_of(text))


def _shouted(text: str) -> bool:
    """Several words in capitals and little else; one product name or error code does not count."""
    if len(_CAPITAL_WORD.findall(text)) < FEWEST_CAPITAL_WORDS:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) >= CAPITAL_SHARE * len(letters)

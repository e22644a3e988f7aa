"""Figures per article, over the last twelve weeks: how often it was asked for and shown, and how that ended.

"Asked for" counts the questions to which the article was the nearest and not unlikely, whatever the bot did; "shown"
counts those where the customer saw it, as an answer, a guess or a choice.
"""

from dataclasses import dataclass, field
from datetime import timedelta

WEEKS = 12
COUNTED = timedelta(weeks=WEEKS)


@dataclass(slots=True)
class ArticleFigures:
    """`weeks` is how often the article was shown in each week, the oldest first.

    `asked_since` and `answered_since` count only since the article was last published: an editor who has mended it
    sees at once whether that was enough.
    """

    article_id: str
    asked: int = 0
    shown: int = 0
    answered: int = 0
    helped: int = 0
    did_not_help: int = 0
    handed_over: int = 0
    asked_since: int = 0
    answered_since: int = 0
    weeks: list[int] = field(default_factory=lambda: [0] * WEEKS)

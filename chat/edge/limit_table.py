"""Rate limits: one table for frames and calls, and what each limit is counted by.

| Limit | Counts | Counted by |
|---|---|---|
| `messages` | `message.send`, `POST …/messages` | conversation |
| `typing` | `typing` | conversation |
| `previews` | `typing` with a text for the agent | conversation |
| `changes` | `…/handoff`, `contact`, `rating`, `feedback`, `end`, `continue`, `attachments` | conversation |
| `handoffs` | also `…/handoff` and `…/end`: each notifies every agent and moves the queue | conversation |
| `reads` | `GET` of the conversation, its messages and its pictures | conversation, and the person who works here |
| `sockets` | sockets that are opened | conversation |
| `uploads` | also `POST …/attachments` | conversation, or the agent |
| `conversations` | `POST /conversations` | address |
| `articles` | `GET /help/{article_id}` | address |
| `article_feedback` | `POST /help/{article_id}/feedback` | address |
| `translations` | `POST …/translations` | agent |
| `replies`, `searches` | `POST …/reply`; tried-out questions, and searches in the articles by address | person |

In addition, the guard (`chat/edge/guard.py`) keeps totals of any kind: frames by connection, by conversation or person,
and by address; calls by conversation and by address; and open sockets. Failed sign-ins are counted in SQL
(`staff/attempts/throttle.py`), because guessing must stay slow after a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

LimitName = Literal[
    "messages",
    "typing",
    "previews",
    "changes",
    "handoffs",
    "reads",
    "sockets",
    "conversations",
    "articles",
    "article_feedback",
    "replies",
    "uploads",
    "searches",
    "translations",
]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in `seconds`; 0 means no limit.

    Each process counts a `local` limit by itself: for frequent events, asking Redis would cost more than the event.
    With `at_once`, only so many pass without a wait. Those behind them pass one by one, evenly at the limit's own rate:
    a burst would make everybody else wait (`chat/edge/rate_limits.py`).
    """

    times: int
    seconds: int
    local: bool = False
    at_once: int | None = None


def limits_of(
    *,
    messages_per_10_seconds: int = 10,
    typing_per_10_seconds: int = 100,
    previews_per_10_seconds: int = 50,
    changes_per_10_seconds: int = 20,
    handoffs_per_10_seconds: int = 6,
    reads_per_second: int = 50,
    sockets_per_minute: int = 120,
    conversations_per_minute: int = 60,
    articles_per_10_seconds: int = 100,
    article_feedback_per_hour: int = 30,
    replies_per_10_seconds: int = 30,
    searches_per_10_seconds: int = 50,
    uploads_per_minute: int = 20,
    translations_per_minute: int = 60,
) -> Mapping[LimitName, Limit]:
    """The limits by the names of their settings."""
    return {
        "messages": Limit(messages_per_10_seconds, 10),
        "typing": Limit(typing_per_10_seconds, 10, local=True),
        "previews": Limit(previews_per_10_seconds, 10),
        "changes": Limit(changes_per_10_seconds, 10, at_once=5),
        "handoffs": Limit(handoffs_per_10_seconds, 10, at_once=2),
        "reads": Limit(reads_per_second, 1, local=True, at_once=10),
        "sockets": Limit(sockets_per_minute, 60),
        "conversations": Limit(conversations_per_minute, 60),
        "articles": Limit(articles_per_10_seconds, 10),
        "article_feedback": Limit(article_feedback_per_hour, 3600),
        "replies": Limit(replies_per_10_seconds, 10),
        "searches": Limit(searches_per_10_seconds, 10),
        "uploads": Limit(uploads_per_minute, 60),
        "translations": Limit(translations_per_minute, 60),
    }


@dataclass(frozen=True, slots=True)
class Totals:
    """What one process accepts in total, of any kind. 0 means no limit."""

    frames_per_10_seconds: int = 400
    frames_per_10_seconds_per_address: int = 30_000
    flood_seconds: float = 10.0
    calls_per_10_seconds: int = 1_000
    calls_per_10_seconds_per_address: int = 30_000
    sockets_per_minute: int = 120
    sockets_at_once: int = 10_000
    sockets_at_once_per_address: int = 5_000
    sockets_at_once_per_conversation: int = 50
    header_seconds: float = 10.0

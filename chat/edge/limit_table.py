"""How much anybody may do: one table for frames and calls, and of whom each is counted.

| Limit | Counts | Of each |
|---|---|---|
| `messages` | `message.send`, `POST …/messages` | conversation |
| `typing` | `typing` | conversation |
| `previews` | `typing` with a text that is passed on | conversation |
| `changes` | `…/handoff`, `…/contact`, `…/rating`, `…/feedback`, `…/end` | conversation |
| `handoffs` | `…/handoff` and `…/end` again: each is told to every agent and moves the queue | conversation |
| `reads` | `GET` of it and its messages | conversation |
| `sockets` | sockets that are opened | conversation |
| `conversations`, `sign_ins` | `POST /conversations`; wrong `POST /sign-in` | address |
| `articles` | `GET /help/{article_id}` | address |
| `sign_ins_of_account` | wrong `POST /sign-in` | account |
| `replies`, `searches` | `POST …/reply`; questions tried out | person |

Above them stand totals, whatever the kind, which the guard keeps (`chat/edge/guard.py`): frames of a connection, of a
conversation or person, of an address; calls of a conversation, of an address; sockets that are open.
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
    "replies",
    "searches",
    "sign_ins",
    "sign_ins_of_account",
]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds, 0 meaning any number; what is `returnable` can be given back.

    What is `local` each process counts by itself: where there may be many a second, asking Redis would cost more than
    what is counted.
    """

    times: int
    seconds: int
    returnable: bool = False
    local: bool = False


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
    replies_per_10_seconds: int = 30,
    searches_per_10_seconds: int = 50,
    sign_ins_per_minute: int = 20,
    sign_ins_per_account_per_minute: int = 10,
) -> Mapping[LimitName, Limit]:
    """The limits as settings name them. Of sign-ins only those that failed count."""
    return {
        "messages": Limit(messages_per_10_seconds, 10),
        "typing": Limit(typing_per_10_seconds, 10, local=True),
        "previews": Limit(previews_per_10_seconds, 10),
        "changes": Limit(changes_per_10_seconds, 10),
        "handoffs": Limit(handoffs_per_10_seconds, 10),
        "reads": Limit(reads_per_second, 1),
        "sockets": Limit(sockets_per_minute, 60),
        "conversations": Limit(conversations_per_minute, 60),
        "articles": Limit(articles_per_10_seconds, 10),
        "replies": Limit(replies_per_10_seconds, 10),
        "searches": Limit(searches_per_10_seconds, 10),
        "sign_ins": Limit(sign_ins_per_minute, 60, returnable=True),
        "sign_ins_of_account": Limit(sign_ins_per_account_per_minute, 60, returnable=True),
    }


@dataclass(frozen=True, slots=True)
class Totals:
    """What one process takes in all, whatever the kind. 0 is any number."""

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

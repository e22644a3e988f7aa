"""What endpoints can be told of. The names are published: they never change, and new ones may come.

Most are timeline events (docs/events.md), under their own names. `docs/webhooks.md` says what each one carries.
"""

from collections.abc import Mapping
from typing import Literal, get_args

VERSION = 1
"""The version of the bodies. It rises when a field changes its meaning or goes; new fields do not raise it."""

EventType = Literal[
    "conversation.started",
    "conversation.resolved",
    "conversation.ended",
    "conversation.reopened",
    "conversation.merged",
    "conversation.rated",
    "conversation.snoozed",
    "conversation.woken",
    "conversation.erased",
    "resolution.changed",
    "customer.wrote",
    "bot.replied",
    "agent.replied",
    "answer.rated",
    "handoff.requested",
    "handoff.cancelled",
    "department.chosen",
    "assignment.created",
    "assignment.ended",
    "conversation.transferred",
    "conversation.given_back",
    "timer.reached",
    "contact.left",
    "follow_up.created",
    "follow_up.kept",
    "article.published",
    "article.archived",
]

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)

TEST = "endpoint.tested"
"""Sent to one endpoint when an administrator tries it; it cannot be chosen."""

OF_AUTHORS: Mapping[str, EventType] = {
    "customer": "customer.wrote",
    "bot": "bot.replied",
    "agent": "agent.replied",
}

WITHOUT_MESSAGE = frozenset(
    {
        "conversation.started",
        "conversation.rated",
        "conversation.erased",
        "resolution.changed",
        "answer.rated",
        "timer.reached",
        "article.published",
        "article.archived",
    }
)
"""Published in a transaction under the same name. All others are read from the messages that it has stored."""

DETAILS_OF: Mapping[str, str] = {
    "conversation.rated": "rating",
    "answer.rated": "feedback",
    "resolution.changed": "resolution",
    "timer.reached": "timer",
}
"""What the details of such an event describe, as its body calls it."""

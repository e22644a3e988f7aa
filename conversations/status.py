"""The only table of status transitions. A move that is not in it is refused for everybody."""

from collections.abc import Mapping

from conversations.conversation import Status
from kit.errors import Conflict

_CLOSED_BY = frozenset({"conversation.ended", "conversation.merged", "conversation.resolved"})

TRANSITIONS: Mapping[tuple[Status, Status], frozenset[str]] = {
    ("bot", "queued"): frozenset({"handoff.requested"}),
    ("queued", "bot"): frozenset({"handoff.cancelled"}),
    ("queued", "assigned"): frozenset({"assignment.created"}),
    ("queued", "resolved"): _CLOSED_BY,
    ("assigned", "queued"): frozenset({"assignment.ended", "conversation.transferred"}),
    ("assigned", "bot"): frozenset({"conversation.given_back"}),
    ("assigned", "resolved"): _CLOSED_BY,
    ("bot", "assigned"): frozenset({"assignment.created"}),
    ("bot", "resolved"): _CLOSED_BY,
    ("resolved", "bot"): frozenset({"conversation.reopened"}),
}
"""(from, to) -> the timeline events allowed for the move. The event is written in the move's transaction."""


def check_transition(current: Status, target: Status, event: str) -> None:
    """Raises `wrong_status` unless the table allows the move with that event."""
    if event not in TRANSITIONS.get((current, target), frozenset()):
        raise Conflict(
            f"This is not possible while the conversation is {current}.",
            code="wrong_status",
            conversation_status=current,
        )

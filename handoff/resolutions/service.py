"""How a conversation ended: an outcome and tags, set when it is resolved or afterwards."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection

from handoff.resolutions import repository
from kit.auth import Principal
from kit.clock import to_text
from kit.errors import Conflict
from kit.events import tell

ResolutionOutcome = Literal["solved", "unsolved", "no_reply", "spam"]

OUTCOMES: tuple[ResolutionOutcome, ...] = get_args(ResolutionOutcome)

MOST_TAGS = 10
MOST_LISTED = 50


def note_resolution(
    connection: Connection,
    conversation_id: str,
    agent: Principal,
    outcome: ResolutionOutcome | None,
    tags: Sequence[str],
    now: datetime,
) -> None:
    """Stores that the agent has resolved a locked conversation."""
    tags = _each_once(tags)
    repository.insert_resolution(connection, conversation_id, agent, outcome, tags, now)
    tell(connection, "resolution.changed", conversation_id=conversation_id, outcome=outcome, tags=tags)


def change_resolution(
    connection: Connection, conversation_id: str, outcome: ResolutionOutcome | None, tags: Sequence[str]
) -> None:
    """Changes the latest resolution. Raises `wrong_status` if no agent has resolved the conversation."""
    tags = _each_once(tags)
    if not repository.change_latest(connection, conversation_id, outcome, tags):
        raise Conflict("No agent has resolved this conversation.", code="wrong_status")
    tell(connection, "resolution.changed", conversation_id=conversation_id, outcome=outcome, tags=tags)


def resolution_body(connection: Connection, conversation_id: str) -> dict[str, Any] | None:
    row = repository.find_latest(connection, conversation_id)
    if row is None:
        return None
    return {
        "outcome": row.outcome,
        "tags": list(row.tags),
        "agent": {"id": row.agent_id, "name": row.agent_name},
        "resolved_at": to_text(row.resolved_at),
    }


def list_tags(connection: Connection) -> list[dict[str, Any]]:
    """Returns the tags of recent resolutions, most used first."""
    counted = Counter(tag for tags in repository.list_latest_tags(connection) for tag in tags)
    return [{"tag": tag, "count": count} for tag, count in counted.most_common(MOST_LISTED)]


def _each_once(tags: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(tags))

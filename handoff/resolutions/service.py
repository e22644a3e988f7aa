"""How a conversation ended: an outcome, and the conversation's tags, set when it is resolved or afterwards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import Connection

from handoff.resolutions import repository
from handoff.tags.service import give_tags, set_tags
from kit.auth import Principal
from kit.clock import to_text
from kit.errors import Conflict

ResolutionOutcome = Literal["solved", "unsolved", "no_reply", "spam"]

OUTCOMES: tuple[ResolutionOutcome, ...] = get_args(ResolutionOutcome)


def note_resolution(
    connection: Connection,
    conversation_id: str,
    agent: Principal,
    outcome: ResolutionOutcome | None,
    tags: Sequence[str],
    now: datetime,
) -> None:
    """Stores that the agent has resolved a locked conversation. The tags come to those that it has."""
    repository.insert_resolution(connection, conversation_id, agent, outcome, now)
    give_tags(connection, conversation_id, tags, agent, now)


def change_resolution(
    connection: Connection,
    conversation_id: str,
    agent: Principal,
    outcome: ResolutionOutcome | None,
    tags: Sequence[str],
    now: datetime,
) -> None:
    """Changes the latest resolution and the tags of a locked conversation. Raises `wrong_status` if no agent has
    resolved it.
    """
    if not repository.change_latest(connection, conversation_id, outcome):
        raise Conflict("No agent has resolved this conversation.", code="wrong_status")
    set_tags(connection, conversation_id, tags, agent, now)


def resolution_body(connection: Connection, conversation_id: str, tags: Sequence[str]) -> dict[str, Any] | None:
    """The latest resolution, with the tags that the conversation has now; None if no agent has resolved it."""
    row = repository.find_latest(connection, conversation_id)
    if row is None:
        return None
    return {
        "outcome": row.outcome,
        "tags": list(tags),
        "agent": {"id": row.agent_id, "name": row.agent_name},
        "resolved_at": to_text(row.resolved_at),
    }

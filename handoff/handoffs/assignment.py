"""Who may speak and act in a conversation: its current agent, and nobody who had it before."""

from sqlalchemy import Connection

from conversations.conversation import Conversation
from conversations.service import get
from handoff.handoffs import repository
from kit.auth import Principal
from kit.errors import Conflict
from staff.people.person import SEEING_ALL

NOT_YOURS = ("closed", "claim_lost", "already_assigned", "wrong_status")
"""The codes of `check_speaker`."""


def check_speaker(connection: Connection, conversation: Conversation, agent: Principal) -> None:
    """Raises one of `NOT_YOURS` unless the agent has the conversation.

    Internal notes by a supervisor or another agent are not checked here.
    """
    if conversation.status == "resolved":
        raise Conflict("This conversation is over.", code="closed")
    if conversation.status == "assigned" and conversation.agent_id == agent.id:
        return
    if repository.was_assigned(connection, conversation.id, agent.id):
        raise Conflict("This conversation is no longer yours.", code="claim_lost", agent=_holder(conversation))
    if conversation.status == "assigned":
        raise Conflict(
            f"{conversation.agent_name} has this conversation.", code="already_assigned", agent=_holder(conversation)
        )
    raise Conflict(
        "Accept the conversation before you reply.", code="wrong_status", conversation_status=conversation.status
    )


def assigned_to(connection: Connection, conversation_id: str, agent: Principal) -> Conversation:
    """Returns the locked conversation if the agent has it, or may act for the agent who has it."""
    conversation = get(connection, conversation_id, lock=True)
    if conversation.status == "assigned" and agent.roles & SEEING_ALL:
        return conversation
    check_speaker(connection, conversation, agent)
    return conversation


def _holder(conversation: Conversation) -> dict[str, str] | None:
    return {"name": conversation.agent_name} if conversation.agent_name else None

"""The typing preview: what a customer writes is checked and passed on to the agent before it is sent. It is stored
nowhere, neither in SQL nor in a log.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from conversations import repository
from conversations.text import clean_optional_text
from kit.auth import Principal
from staff.people.person import SEEING_ALL


def clean_preview(value: str) -> str:
    """The text, cleaned like a message; "" for an empty field. Raises `bad_unicode`, `too_long`."""
    return clean_optional_text(value, field="text") or ""


def find_agent_in_charge(connection: Connection, conversation_id: str) -> str | None:
    """The agent who has the conversation. While no agent has it, the preview is shown to nobody."""
    conversation = repository.find(connection, conversation_id)
    return conversation.agent_id if conversation is not None and conversation.status == "assigned" else None


def as_seen_by(frame: Mapping[str, Any], agent: Principal, looking_at: str | None) -> Mapping[str, Any]:
    """A typing frame: with its text for the agent in charge and for a supervisor who has it open; otherwise without."""
    if "preview" not in frame:
        return frame
    preview, shown = frame["preview"], {name: value for name, value in frame.items() if name != "preview"}
    watches = looking_at == frame["conversation_id"] and bool(agent.roles & SEEING_ALL)
    return {**shown, "text": preview["text"]} if preview["agent_id"] == agent.id or watches else shown

"""The follow-up value: what somebody must come back to, and by when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from kit.clock import to_text

Kind = Literal["contact", "call_back", "snooze"]
"""contact: the customer left contact details. call_back: an agent promised to get back. snooze: set aside."""

State = Literal["open", "kept", "cancelled"]

CONTACT_DUE = timedelta(hours=24)
"""How soon somebody must get back to a customer who left contact details."""

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to come back to. It stays open until it is kept or cancelled."""

    id: str
    conversation_id: str
    kind: Kind
    note: str
    email: str | None
    phone: str | None
    agent_id: str | None
    agent_name: str | None
    due_at: datetime
    state: State
    created_at: datetime
    closed_at: datetime | None
    closed_by: str | None

    def body(self, now: datetime) -> dict[str, Any]:
        return {
            "id": self.id,
            "conversation_id": self.conversation_id,
            "kind": self.kind,
            "note": self.note,
            "email": self.email,
            "phone": self.phone,
            "agent": {"id": self.agent_id, "name": self.agent_name} if self.agent_id else None,
            "due_at": to_text(self.due_at),
            "due": self.state == "open" and self.due_at <= now,
            "state": self.state,
            "created_at": to_text(self.created_at),
            "closed_at": to_text(self.closed_at) if self.closed_at else None,
            "closed_by": self.closed_by,
        }

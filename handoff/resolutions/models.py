"""The table of resolutions: how each conversation ended, as the agent saw it. A reopened one can have several.

Tags belong to the conversation (`handoff.tags`).
"""

from sqlalchemy import Column, ForeignKey, String, Table

from kit.database import Instant, metadata

resolutions = Table(
    "resolutions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column(
        "conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("agent_id", String(64), nullable=False),
    Column("agent_name", String(200), nullable=False),
    Column("outcome", String(32)),  # solved, unsolved, no_reply, spam; null if nobody has set it
    Column("resolved_at", Instant, nullable=False, index=True),
)

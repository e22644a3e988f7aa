"""The table of told waits: the range that a customer was told when she joined the queue, and how long it took."""

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table

from kit.database import Instant, metadata

told_waits = Table(
    "told_waits",
    metadata,
    Column("handoff_id", String(64), ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True),
    Column("told_at", Instant, nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("agents", Integer, nullable=False),
    Column("low_seconds", Integer, nullable=False),
    Column("high_seconds", Integer, nullable=False),
    # What the formula said before it was corrected by earlier ranges; nothing where she was next for an idle agent.
    Column("formula_low_seconds", Integer),
    Column("formula_high_seconds", Integer),
    # What the mean of recent waits would have said at that moment: the reference of the score.
    Column("recent_seconds", Float),
    # How long it took until an agent accepted; nothing for who did not wait for it.
    Column("waited_seconds", Float),
)

"""The table of wait estimates: the range that a customer was told when they joined the queue, and the true wait."""

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table

from kit.database import Instant, metadata

wait_estimates = Table(
    "told_waits",
    metadata,
    Column("handoff_id", String(64), ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True),
    Column("told_at", Instant, nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("agents", Integer, nullable=False),
    Column("low_seconds", Integer, nullable=False),
    Column("high_seconds", Integer, nullable=False),
    # The formula's range before the correction. Null if the customer was next for an idle agent.
    Column("formula_low_seconds", Integer),
    Column("formula_high_seconds", Integer),
    # What the mean of recent waits would have said then. The score is compared with it.
    Column("recent_seconds", Float),
    # How long it took until an agent accepted. Null if the customer did not wait for it.
    Column("waited_seconds", Float),
)

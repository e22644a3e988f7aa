"""The table of offers: which agent a waiting handoff was offered to, until when, and how the offer ended."""

from sqlalchemy import Column, ForeignKey, Index, String, Table, text

from kit.database import Instant, metadata

offers = Table(
    "offers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("handoff_id", String(64), ForeignKey("handoffs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("agent_id", String(64), nullable=False),
    Column("offered_at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ending", String(16)),  # taken, lapsed, withdrawn
    Index("ix_offers_agent_id_offered_at", "agent_id", "offered_at"),
    # A handoff has at most one open offer, even if several processes offer at once.
    Index(
        "uq_offers_open",
        "handoff_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

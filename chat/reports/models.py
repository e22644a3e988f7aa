"""The tables of samples: conversations of the bot that were drawn at random, and what a supervisor found in each."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from kit.database import Instant, metadata

samples = Table(
    "samples",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("drawn_at", Instant, nullable=False),
    Column("drawn_by", String(200), nullable=False),
    # The period that it was drawn from, as days of the company's time zone: 2030-03-04.
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    Column("population", Integer, nullable=False),
    Index("ix_samples_drawn_at", "drawn_at"),
)

sample_verdicts = Table(
    "sample_verdicts",
    metadata,
    Column("sample_id", String(64), ForeignKey("samples.id", ondelete="CASCADE"), primary_key=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("verdict", String(8)),  # right, wrong; null until somebody has judged it
    Column("given_by", String(200)),
    Column("given_at", Instant),
)

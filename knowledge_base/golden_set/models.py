"""The table of the golden set."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text

from kit.database import Instant, metadata

golden_questions = Table(
    "golden_questions",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),  # raised by every change, so that nobody overwrites unseen words
    Column("text", Text, nullable=False),
    Column("before", JSON, nullable=False),  # what the customer said earlier, oldest first
    Column("article_ids", JSON, nullable=False),
    Column("must", JSON, nullable=False),
    Column("must_not", JSON, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("updated_by", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index("ix_golden_questions_created_at_id", "created_at", "id"),
)

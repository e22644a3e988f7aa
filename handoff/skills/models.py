"""The table of skills: what some agents are good at, and the topics that require it."""

from sqlalchemy import JSON, Boolean, Column, String, Table

from kit.database import Instant, metadata

skills = Table(
    "skills",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(100), nullable=False),
    # The case-folded name, so that the unique constraint ignores case. It is longer because one letter can fold to
    # several.
    Column("folded_name", String(300), nullable=False, unique=True),
    Column("topics", JSON, nullable=False),
    Column("hard", Boolean, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("updated_by", String(200), nullable=False),
)

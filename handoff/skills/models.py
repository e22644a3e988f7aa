"""The table of skills: what some agents are good at, and the topics that call for it."""

from sqlalchemy import JSON, Boolean, Column, String, Table

from kit.database import Instant, metadata

skills = Table(
    "skills",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(100), nullable=False),
    # The name in one case, so that the constraint holds however somebody types it; longer where a letter folds to two.
    Column("folded_name", String(300), nullable=False, unique=True),
    Column("topics", JSON, nullable=False),
    Column("hard", Boolean, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("updated_by", String(200), nullable=False),
)

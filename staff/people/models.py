"""The table of people."""

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text, text

from kit.database import Instant, metadata

people = Table(
    "people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    # Stored in lower case, so that the unique constraint ignores case.
    Column("email", String(254), nullable=False, unique=True),
    Column("password_hash", Text),
    Column("roles", JSON, nullable=False),
    Column("departments", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # How many conversations at once. Null means the installation's default.
    Column("capacity", Integer),
    # BCP 47 primary tags, and skill identifiers. Somebody without languages is taken to speak any.
    Column("languages", JSON, nullable=False, server_default=text("'[]'")),
    Column("skills", JSON, nullable=False, server_default=text("'[]'")),
)

"""The table of people."""

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text, text

from kit.database import Instant, metadata

people = Table(
    "people",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    # Folded to lower case on the way in, so that the constraint holds whatever case somebody types.
    Column("email", String(254), nullable=False, unique=True),
    Column("password_hash", Text),
    Column("roles", JSON, nullable=False),
    Column("departments", JSON, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # How many conversations at once; empty is the installation's default.
    Column("capacity", Integer),
    # Primary tags of BCP 47, and identifiers of skills; who has no languages here speaks any.
    Column("languages", JSON, nullable=False, server_default=text("'[]'")),
    Column("skills", JSON, nullable=False, server_default=text("'[]'")),
)

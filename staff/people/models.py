"""The tables of people and of what lets them in. Secrets are kept as hashes: reading this database opens no door."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text, text

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


def _person() -> Column[str]:
    return Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True)


sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _person(),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    _person(),
    Column("name", String(200), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("last_used_at", Instant),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _person(),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

presence = Table(
    "presence",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(16), nullable=False),
    # What was said counts until then; an open console says it again and again.
    Column("lease_until", Instant, nullable=False, index=True),
    Column("changed_at", Instant, nullable=False),
)

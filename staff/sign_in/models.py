"""The tables of credentials. Only hashes of secrets are stored, so reading this database lets nobody in."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, String, Table, false

from kit.database import Instant, metadata


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
    # What people see of a sign-in: a name for it, the browser and system, and how they signed in.
    Column("id", String(64), nullable=False, unique=True),
    Column("device", String(100), nullable=False, server_default=""),
    Column("method", String(16), nullable=False, server_default="password"),  # password, link, provider
    # Whether it can do nothing until the person has a second factor.
    Column("must_enrol", Boolean, nullable=False, server_default=false()),
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

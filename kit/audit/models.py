"""The tables of the audit log. A trigger refuses to change or delete its rows."""

from sqlalchemy import JSON, Column, Integer, String, Table

from kit.database import Instant, metadata

audit_log = Table(
    "audit_log",
    metadata,
    # From 1, without gaps.
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor_kind", String(16), nullable=False),  # person, operator, bot, anonymous, rule
    Column("actor_id", String(64)),
    Column("action", String(64), nullable=False, index=True),
    Column("subject", String(128)),
    Column("details", JSON, nullable=False),
    Column("hash", String(64), nullable=False),
)

# One row: the end of the chain. Writers lock it, so the chain never forks, and rows cut off at the end are noticed.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

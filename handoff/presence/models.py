"""The table of presence: the state each agent last set, and until when it is valid."""

from sqlalchemy import Column, ForeignKey, String, Table

from kit.database import Instant, metadata

presence = Table(
    "presence",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(16), nullable=False),
    # The state is valid until then. An open console keeps renewing it.
    Column("lease_until", Instant, nullable=False, index=True),
    Column("changed_at", Instant, nullable=False),
)

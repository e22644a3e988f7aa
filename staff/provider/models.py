"""The table of links between people and their accounts at a provider."""

from sqlalchemy import Column, ForeignKey, String, Table

from kit.database import Instant, metadata

external_accounts = Table(
    "external_accounts",
    metadata,
    # Together they name an account for ever; an e-mail address can pass to somebody else.
    Column("issuer", String(300), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("linked_at", Instant, nullable=False),
)

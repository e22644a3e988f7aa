"""The tables of customer records, their notes, and the company's own fields.

A record belongs to a verified identity, or else to one conversation. It never belongs to an address or a name that the
customer merely claims.
"""

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from kit.database import Instant, metadata

customer_records = Table(
    "customer_records",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("identity_id", String(254), unique=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), unique=True),
    # Field -> text. Values of removed fields stay here but are not shown.
    Column("values", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", Instant),
    Column("changed_by", String(200)),
    CheckConstraint("(identity_id IS NULL) <> (conversation_id IS NULL)", name="one_owner"),
)

customer_notes = Table(
    "customer_notes",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("record_id", String(64), ForeignKey("customer_records.id", ondelete="CASCADE"), nullable=False, index=True),
    # Null for Baton's own notes, such as values that could not be merged when two records were joined.
    Column("author_id", String(64)),
    Column("author_name", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("edited_at", Instant),
)

customer_fields = Table(
    "customer_fields",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("label", String(80), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("choices", JSON, nullable=False),
    Column("position", Integer, nullable=False),
)

"""The tables of customer records, of the notes on them, and of the fields that the company keeps besides its own five.

A record belongs to a verified identity, or else to one conversation; never to an address or a name that was only said.
"""

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from kit.database import Instant, metadata

customer_records = Table(
    "customer_records",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("identity_id", String(254), unique=True),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), unique=True),
    # Field -> text. What a removed field held stays here, unshown.
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
    # Without one it is Baton's own, such as what a join of two records could not keep in its place.
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

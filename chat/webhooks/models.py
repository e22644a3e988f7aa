"""The tables of webhooks.

An event says what happened and where its words are stored; it holds no word of a customer itself. A delivery is one
event for one endpoint. It does not refer to its endpoint by a foreign key: an endpoint that is removed while a
customer's message is stored must never refuse the message.
"""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from kit.database import Instant, metadata

webhook_endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("url", Text, nullable=False),
    Column("description", String(200), nullable=False),
    Column("events", JSON, nullable=False),
    # Whether customers' words, names and contact details are sent, and not only what happened.
    Column("include_texts", Boolean, nullable=False),
    Column("state", String(8), nullable=False),  # on, off
    Column("off_reason", String(16)),  # person, failing, gone
    # Sealed with the installation's key.
    Column("secret", Text, nullable=False),
    Column("old_secret", Text),
    Column("old_secret_until", Instant),
    # Failed attempts in a row, and since when nothing was taken.
    Column("failures", Integer, nullable=False, default=0),
    Column("failing_since", Instant),
    Column("created_by", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

webhook_events = Table(
    "webhook_events",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("type", String(64), nullable=False),
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), index=True),
    Column("seq", Integer),  # of the message that the event is about
    Column("data", JSON, nullable=False),
    Column("created_at", Instant, nullable=False, index=True),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    # Grows with the order of the events of a conversation, because they are stored while it is locked.
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column(
        "event_number",
        Integer,
        ForeignKey("webhook_events.number", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("endpoint_id", String(64), nullable=False),
    Column("conversation_id", String(64)),
    Column("state", String(16), nullable=False),  # waiting, delivered, failed
    # Whether the conversation's later events wait for this one. They do not wait for one that was refused.
    Column("holds", Boolean, nullable=False),
    # Failed attempts since it was stored, or replayed; and all attempts.
    Column("tries", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    # Who is sending it at this moment.
    Column("claim", String(32)),
    Column("claimed_until", Instant),
    Column("status", Integer),
    Column("problem", String(32)),
    Column("settled_at", Instant),
    Column("created_at", Instant, nullable=False),
    Index("ix_webhook_deliveries_state_next_at", "state", "next_at"),
    Index("ix_webhook_deliveries_endpoint_id_conversation_id", "endpoint_id", "conversation_id"),
)

webhook_attempts = Table(
    "webhook_attempts",
    metadata,
    Column("delivery_number", Integer, ForeignKey("webhook_deliveries.number", ondelete="CASCADE"), primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Column("status", Integer),
    Column("problem", String(32)),
    # How the receiver's answer begins. It may repeat what was sent.
    Column("answer", Text),
)

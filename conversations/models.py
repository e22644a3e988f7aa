"""The tables of this package. One row of `conversations` holds everything that a turn's compare-and-swap checks."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from kit.database import Instant, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("status", String(16), nullable=False),
    Column("locale", String(35)),
    Column("page_url", Text),
    Column("identity", JSON),
    Column("identity_id", String(254), index=True),
    Column("department_id", String(64)),
    Column("agent_id", String(64)),
    Column("agent_name", String(200)),
    # Counts assignments. A message that an agent sends under an earlier number is too late.
    Column("claim_epoch", Integer, nullable=False, default=0),
    Column("last_seq", Integer, nullable=False, default=0),
    Column("last_public_seq", Integer, nullable=False, default=0),
    # A customer's message opens a turn while the bot has the conversation. Unanswered means turns_opened > turn.
    Column("turns_opened", Integer, nullable=False, default=0),
    Column("turn", Integer, nullable=False, default=0),
    Column("turn_tries", Integer, nullable=False, default=0),
    Column("dialogue", JSON),
    Column("memory", JSON, nullable=False),
    Column("revision", Integer, nullable=False, default=0),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("resolved_at", Instant),
    # When the customer's token was last used, to the hour. Null in rows from before there was this column.
    Column("token_used_at", Instant),
    Index("ix_conversations_updated_at", "updated_at"),
    Index("ix_conversations_status_updated_at", "status", "updated_at"),
    Index("ix_conversations_agent_id_status", "agent_id", "status"),
)

messages = Table(
    "messages",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    # The public message before this one. A customer sees it as `previous`.
    Column("previous_public", Integer, nullable=False),
    Column("author_kind", String(16), nullable=False),
    Column("author_id", String(64)),
    Column("author_name", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("event", String(64)),
    Column("details", JSON),
    Column("text", Text, nullable=False),
    Column("format", String(16), nullable=False),
    Column("choices", JSON),
    Column("sources", JSON),
    Column("why", JSON),
    Column("visibility", String(16), nullable=False),
    Column("client_message_id", String(128)),
    Column("choice", Text),
    Column("turn", Integer),
    Column("created_at", Instant, nullable=False),
    Column("attachments", JSON),
    UniqueConstraint("conversation_id", "author_kind", "client_message_id"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("helpful", Boolean, nullable=False),
    # What was missing, if the customer says so.
    Column("reason", String(16)),
    Column("created_at", Instant, nullable=False),
)

ratings = Table(
    "ratings",
    metadata,
    Column("conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Integer, nullable=False),
    Column("comment", Text),
    Column("created_at", Instant, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column(
        "conversation_id", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    # At least one of the two is set, except for who gave only a name in the form before the chat.
    Column("email", String(320), index=True),
    Column("phone", String(40)),
    Column("name", String(200)),
    Column("note", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

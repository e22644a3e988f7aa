"""Who has an article open. A row whose `seen_at` is old means nothing: the page was closed without a word."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table

from kit.database import Instant, metadata

article_editors = Table(
    "article_editors",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("changing", Boolean, nullable=False),  # has changes that are not saved
    Column("seen_at", Instant, nullable=False),
)

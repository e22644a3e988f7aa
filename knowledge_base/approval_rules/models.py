"""The tables of approvals. An approval is of one version: what is saved afterwards needs another."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from kit.database import Instant, metadata

category_approvals = Table(
    "category_approvals",
    metadata,
    Column("category", String(100), primary_key=True),  # it, and all categories below it
    Column("set_by", String(200), nullable=False),
    Column("set_at", Instant, nullable=False),
)

article_approvals = Table(
    "article_approvals",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("approved_by", String(200), nullable=False),
    Column("approved_at", Instant, nullable=False),
)

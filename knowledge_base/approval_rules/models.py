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

# Whose approval such a category demands. Without any, every other editor's counts.
category_approvers = Table(
    "category_approvers",
    metadata,
    Column("category", String(100), ForeignKey("category_approvals.category", ondelete="CASCADE"), primary_key=True),
    Column("person_id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
)

article_approvals = Table(
    "article_approvals",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("approver_id", String(64), primary_key=True, server_default=""),  # empty: before people could be named
    Column("approved_by", String(200), nullable=False),
    Column("approved_at", Instant, nullable=False),
)

"""The table of suggested phrasings that an editor never wants to see again.

Only a hash is stored: a suggestion may be a customer's sentence, and nothing but the comparison is needed.
"""

from sqlalchemy import Column, ForeignKey, String, Table

from kit.database import Instant, metadata

dismissed_phrasings = Table(
    "dismissed_phrasings",
    metadata,
    Column("article_id", String(64), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("phrasing_hash", String(64), primary_key=True),
    Column("dismissed_by", String(200), nullable=False),
    Column("dismissed_at", Instant, nullable=False),
)

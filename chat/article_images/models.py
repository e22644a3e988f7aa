"""The table of the articles' pictures. They are in SQL, because they belong to an article as its words do: one backup,
one transaction, any number of `chat` processes. The identifier is the content's digest, so a row never changes.
"""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table

from kit.database import Instant, metadata

PLACE = "/article-images"
"""Where they are: articles name them by such an address."""

article_images = Table(
    "article_images",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("content_type", String(32), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("uploaded_by", String(200), nullable=False),
    Column("uploaded_at", Instant, nullable=False),
    # A version names it. Versions are never deleted, so a picture that was used once is kept for good.
    Column("used", Boolean, nullable=False),
    Index("ix_article_images_used_uploaded_at", "used", "uploaded_at"),
)

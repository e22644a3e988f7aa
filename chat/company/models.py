"""The tables of the company's settings: one versioned row of values, and one row for each image."""

from sqlalchemy import JSON, CheckConstraint, Column, Integer, LargeBinary, String, Table

from kit.database import Instant, metadata

company_settings = Table(
    "company_settings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # Raised by every change, those of the images included.
    Column("version", Integer, nullable=False),
    # Only what administrators have set. What is missing comes from the environment, or is the default.
    Column("values", JSON, nullable=False),
    Column("changed_by", String(200), nullable=False),
    Column("changed_at", Instant, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

company_images = Table(
    "company_images",
    metadata,
    Column("kind", String(16), primary_key=True),  # logo, picture
    Column("content_type", String(32), nullable=False),
    Column("digest", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

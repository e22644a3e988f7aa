"""The table of the first hour: one row, only in installations that began without demo data."""

from sqlalchemy import JSON, CheckConstraint, Column, Integer, String, Table

from kit.database import Instant, metadata

first_hour = Table(
    "first_hour",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("administrator_id", String(64), nullable=False),  # whom the link signs in
    Column("steps", JSON, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("finished_at", Instant),
    CheckConstraint("id = 1", name="one_row"),
)

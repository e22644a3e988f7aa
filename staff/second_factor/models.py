"""The tables of the second factor. The secret is sealed with the installation's key; recovery codes are hashes."""

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from kit.database import Instant, metadata

second_factors = Table(
    "second_factors",
    metadata,
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("secret", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    # Null until the person has shown with one code that their app has the secret.
    Column("confirmed_at", Instant),
    # The time step of the last code that was used: neither it nor an earlier one is taken again.
    Column("last_step", BigInteger),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("person_id", String(64), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
)

sign_in_rules = Table(
    "sign_in_rules",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # Roles whose people must have a second factor.
    Column("second_factor_roles", JSON, nullable=False),
    Column("changed_at", Instant, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

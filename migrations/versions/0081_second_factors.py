"""Second factors, recovery codes, rules of signing in; what is shown of a sign-in

Revision: 0081, after 0071.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0081"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _second_factors()
    op.create_table(
        "sign_in_rules",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_factor_roles", sa.JSON(), nullable=False),
        sa.Column("changed_at", Instant(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_sign_in_rules_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_rules")),
    )
    with op.batch_alter_table("sign_ins") as batch:
        batch.add_column(sa.Column("id", sa.String(length=64)))
        batch.add_column(sa.Column("device", sa.String(length=100), nullable=False, server_default=""))
        batch.add_column(sa.Column("method", sa.String(length=16), nullable=False, server_default="password"))
        batch.add_column(sa.Column("must_enrol", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("update sign_ins set id = 'sign_in_' || substr(token_hash, 1, 32)")
    with op.batch_alter_table("sign_ins") as batch:
        batch.alter_column("id", existing_type=sa.String(length=64), nullable=False)
        batch.create_unique_constraint("uq_sign_ins_id", ["id"])


def _second_factors() -> None:
    for table, columns, key in (
        (
            "second_factors",
            (
                sa.Column("secret", sa.Text(), nullable=False),
                sa.Column("created_at", Instant(timezone=True), nullable=False),
                sa.Column("confirmed_at", Instant(timezone=True)),
                sa.Column("last_step", sa.BigInteger()),
            ),
            "person_id",
        ),
        ("recovery_codes", (sa.Column("code_hash", sa.String(length=64), nullable=False),), "code_hash"),
    ):
        op.create_table(
            table,
            sa.Column("person_id", sa.String(length=64), nullable=False),
            *columns,
            sa.ForeignKeyConstraint(
                ["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
        )
    op.create_index("ix_recovery_codes_person_id", "recovery_codes", ["person_id"])


def downgrade() -> None:
    with op.batch_alter_table("sign_ins") as batch:
        batch.drop_constraint("uq_sign_ins_id", type_="unique")
        for column in ("must_enrol", "method", "device", "id"):
            batch.drop_column(column)
    op.drop_table("sign_in_rules")
    op.drop_table("recovery_codes")
    op.drop_table("second_factors")

"""Customer records: what agents know about a customer, notes on it, and the company's own fields

Revision: 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

import kit.database

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer_records",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("identity_id", sa.String(length=254), nullable=True),
        sa.Column("conversation_id", sa.String(length=64), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", kit.database.Instant(timezone=True), nullable=True),
        sa.Column("changed_by", sa.String(length=200), nullable=True),
        sa.CheckConstraint(
            "(identity_id IS NULL) <> (conversation_id IS NULL)", name=op.f("ck_customer_records_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_customer_records_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_records")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_customer_records_conversation_id")),
        sa.UniqueConstraint("identity_id", name=op.f("uq_customer_records_identity_id")),
    )
    op.create_table(
        "customer_notes",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("record_id", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.String(length=64), nullable=True),
        sa.Column("author_name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", kit.database.Instant(timezone=True), nullable=False),
        sa.Column("edited_at", kit.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["customer_records.id"],
            name=op.f("fk_customer_notes_record_id_customer_records"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_notes")),
    )
    op.create_index("ix_customer_notes_record_id", "customer_notes", ["record_id"])
    op.create_table(
        "customer_fields",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_fields")),
    )


def downgrade() -> None:
    op.drop_table("customer_fields")
    op.drop_table("customer_notes")
    op.drop_table("customer_records")

"""A phone number with or instead of the contact's e-mail address; identity ids as long as an e-mail address

Revision: 0018, after 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.alter_column("email", existing_type=sa.String(length=320), nullable=True)
        batch_op.add_column(sa.Column("phone", sa.String(length=40), nullable=True))
    op.add_column("follow_ups", sa.Column("phone", sa.String(length=40), nullable=True))
    _change_identity_id(200, 254)


def downgrade() -> None:
    _change_identity_id(254, 200)
    op.drop_column("follow_ups", "phone")
    op.execute("DELETE FROM contacts WHERE email IS NULL")
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_column("phone")
        batch_op.alter_column("email", existing_type=sa.String(length=320), nullable=False)


def _change_identity_id(before: int, after: int) -> None:
    # SQLite ignores the length, and changing it would copy the whole table of conversations.
    if op.get_bind().dialect.name == "sqlite":
        return
    op.alter_column(
        "conversations",
        "identity_id",
        existing_type=sa.String(length=before),
        type_=sa.String(length=after),
        existing_nullable=True,
    )

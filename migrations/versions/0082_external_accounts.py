"""Links between people and their accounts at an OpenID Connect provider

Revision: 0082, after 0067.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0082"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "external_accounts",
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("linked_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_external_accounts_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_external_accounts")),
    )
    op.create_index("ix_external_accounts_person_id", "external_accounts", ["person_id"])


def downgrade() -> None:
    op.drop_table("external_accounts")

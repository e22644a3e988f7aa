"""The formula's wait estimate before it was corrected by earlier results

Revision: 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("told_waits", sa.Column("formula_low_seconds", sa.Integer(), nullable=True))
    op.add_column("told_waits", sa.Column("formula_high_seconds", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("told_waits", "formula_high_seconds")
    op.drop_column("told_waits", "formula_low_seconds")

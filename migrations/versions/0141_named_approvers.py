"""People whom a category names to approve, and more than one approval of a version

Revision: 0141, after 0140.
"""

import sqlalchemy as sa
from alembic import op

revision = "0141"
down_revision = "0140"
branch_labels = None
depends_on = None

_OLD = ["article_id", "version"]


def upgrade() -> None:
    op.create_table(
        "category_approvers",
        sa.Column("category", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["category"],
            ["category_approvals.category"],
            name=op.f("fk_category_approvers_category_category_approvals"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("category", "person_id", name=op.f("pk_category_approvers")),
    )
    with op.batch_alter_table("article_approvals") as batch:
        batch.add_column(sa.Column("approver_id", sa.String(length=64), nullable=False, server_default=""))
        batch.drop_constraint(op.f("pk_article_approvals"), type_="primary")
        batch.create_primary_key(op.f("pk_article_approvals"), [*_OLD, "approver_id"])


def downgrade() -> None:
    """Of several approvals of a version the first one stays."""
    table = sa.table("article_approvals", *(sa.column(name) for name in (*_OLD, "approver_id", "approved_at")))
    other = table.alias("other")
    earlier = sa.exists().where(
        other.c.article_id == table.c.article_id,
        other.c.version == table.c.version,
        sa.tuple_(other.c.approved_at, other.c.approver_id) < sa.tuple_(table.c.approved_at, table.c.approver_id),
    )
    op.execute(sa.delete(table).where(earlier))
    with op.batch_alter_table("article_approvals") as batch:
        batch.drop_constraint(op.f("pk_article_approvals"), type_="primary")
        batch.drop_column("approver_id")
        batch.create_primary_key(op.f("pk_article_approvals"), _OLD)
    op.drop_table("category_approvers")

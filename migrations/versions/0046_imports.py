"""Where imported articles came from, and imports that editors run in the browser

Revision: 0046, after 0051.
"""

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0046"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_origins",
        sa.Column("article_id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("path", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_origins_article_id_articles"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_origins")),
    )
    op.create_index("ix_article_origins_source", "article_origins", ["source"])
    op.create_table(
        "article_imports",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=2000), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64)),
        sa.Column("problem", sa.Text()),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.Column("touched_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_imports")),
    )
    _rows()


def _rows() -> None:
    op.create_table(
        "article_import_files",
        sa.Column("import_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=1000), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["article_imports.id"],
            name=op.f("fk_article_import_files_import_id_article_imports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_article_import_files")),
    )
    op.create_table(
        "article_import_rows",
        sa.Column("import_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(length=1000), nullable=False),
        sa.Column("change", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=64)),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=64)),
        sa.Column("problem", sa.Text()),
        sa.Column("content", sa.JSON()),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("outcome", sa.String(length=64)),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["article_imports.id"],
            name=op.f("fk_article_import_rows_import_id_article_imports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_article_import_rows")),
    )


def downgrade() -> None:
    op.drop_table("article_import_rows")
    op.drop_table("article_import_files")
    op.drop_table("article_imports")
    op.drop_index("ix_article_origins_source", "article_origins")
    op.drop_table("article_origins")

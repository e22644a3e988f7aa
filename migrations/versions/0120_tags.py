"""Tags as rows of their own, so that they can be given at any time, renamed and merged

Revision: 0120, after 0131. The tags of the latest resolution become the conversation's. The column that held them
goes: a tag that is renamed must not stay behind under its old name.
"""

import secrets
from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0120"
down_revision = "0131"
branch_labels = None
depends_on = None

_RESOLUTIONS = sa.table(
    "resolutions",
    sa.column("id", sa.String()),
    sa.column("conversation_id", sa.String()),
    sa.column("agent_name", sa.String()),
    sa.column("tags", sa.JSON()),
    sa.column("resolved_at", Instant(timezone=True)),
)
_TAGS = sa.table(
    "tags",
    sa.column("id", sa.String()),
    sa.column("name", sa.String()),
    sa.column("colour", sa.String()),
    sa.column("archived", sa.Boolean()),
    sa.column("created_at", Instant(timezone=True)),
)
_GIVEN = sa.table(
    "conversation_tags",
    sa.column("conversation_id", sa.String()),
    sa.column("tag_id", sa.String()),
    sa.column("place", sa.Integer()),
    sa.column("added_by", sa.String()),
    sa.column("added_at", Instant(timezone=True)),
)


def upgrade() -> None:
    op.create_table(
        "tags",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("colour", sa.String(length=16), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
    )
    op.create_table(
        "conversation_tags",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("tag_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_conversation_tags_conversation_id_conversations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name=op.f("fk_conversation_tags_tag_id_tags"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "tag_id", name=op.f("pk_conversation_tags")),
    )
    op.create_index("ix_conversation_tags_tag_id", "conversation_tags", ["tag_id"])
    op.create_index("ix_conversation_tags_added_at", "conversation_tags", ["added_at"])
    _take_over()
    op.drop_column("resolutions", "tags")


def _take_over() -> None:
    connection = op.get_bind()
    latest = {row.conversation_id: row for row in connection.execute(sa.select(_RESOLUTIONS).order_by("resolved_at"))}
    first: dict[str, dict[str, object]] = {}
    for row in latest.values():
        for name in row.tags:
            made = {"id": f"tag_{secrets.token_hex(16)}", "name": name, "colour": "grey", "archived": False}
            first.setdefault(name, {**made, "created_at": row.resolved_at})
    if first:
        connection.execute(sa.insert(_TAGS), list(first.values()))
        connection.execute(sa.insert(_GIVEN), [given for row in latest.values() for given in _given(row, first)])


def _given(row: sa.Row[tuple[object, ...]], made: Mapping[str, Mapping[str, object]]) -> Iterator[dict[str, object]]:
    for place, name in enumerate(dict.fromkeys(row.tags), 1):
        yield {
            "conversation_id": row.conversation_id,
            "tag_id": made[name]["id"],
            "place": place,
            "added_by": row.agent_name,
            "added_at": row.resolved_at,
        }


def downgrade() -> None:
    op.add_column("resolutions", sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
    connection = op.get_bind()
    given = sa.select(_GIVEN.c.conversation_id, _TAGS.c.name).join(_TAGS, _TAGS.c.id == _GIVEN.c.tag_id)
    names: dict[str, list[str]] = {}
    for row in connection.execute(given.order_by(_GIVEN.c.place)):
        names.setdefault(row.conversation_id, []).append(row.name)
    for conversation_id, tags in names.items():
        mine = sa.update(_RESOLUTIONS).where(_RESOLUTIONS.c.conversation_id == conversation_id)
        connection.execute(mine.values(tags=tags))
    op.drop_table("conversation_tags")
    op.drop_table("tags")

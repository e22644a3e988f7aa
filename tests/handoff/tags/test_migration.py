"""Tags that were kept with resolutions become the conversations' own, and come back if the schema goes back."""

from datetime import timedelta

from alembic import command
from sqlalchemy import Connection, bindparam, select, text

from handoff.resolutions.service import note_resolution
from handoff.tags.models import conversation_tags, tags
from kit.auth import Principal
from kit.database import Database, Instant
from kit.schema import _config, check_schema, migrate
from tests.fixtures.story import START, Story

EARLIER = """insert into resolutions (id, conversation_id, agent_id, agent_name, tags, resolved_at)
    select 'earlier', conversation_id, agent_id, 'Tomas', '["old"]', :at from resolutions
    where conversation_id = :one"""
INES = Principal("person", id="person_ines", name="Ines")


def given(connection: Connection) -> list[tuple[str, str, str]]:
    query = select(conversation_tags.c.conversation_id, tags.c.name, conversation_tags.c.added_by)
    rows = connection.execute(query.join(tags).order_by(conversation_tags.c.place))
    return sorted(((row.conversation_id, row.name, row.added_by) for row in rows), key=lambda row: row[0])


def test_the_tags_of_the_latest_resolution_become_the_conversations(
    database_url: str, database: Database, story: Story
) -> None:
    one, two = sorted(story.conversation() for _ in range(2))
    database.write_now(note_resolution, one, INES, "unsolved", ["refund", "late"], START)
    database.write_now(note_resolution, two, INES, None, ["late"], START)
    config = _config()
    config.attributes["address"] = database_url
    command.downgrade(config, "0131")
    with database.engine.begin() as connection:
        connection.execute(text(EARLIER).bindparams(bindparam("at", START - timedelta(days=1), Instant()), one=one))
    migrate(database_url)
    check_schema(database)
    assert database.read_now(given) == [(one, "refund", "Ines"), (one, "late", "Ines"), (two, "late", "Ines")]
    names = database.read_now(lambda connection: list(connection.scalars(select(tags.c.name).order_by(tags.c.name))))
    assert names == ["late", "refund"]

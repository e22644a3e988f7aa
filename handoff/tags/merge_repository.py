"""The SQL of merging two tags and of undoing it: what a merge replaces is kept beside the tags.

An undo gives back what the merge changed and nothing else: a conversation from which somebody has since taken the tag
stays without it, and one that had both keeps both.
"""

from sqlalchemy import Connection, delete, exists, insert, literal, select

from handoff.tags.models import conversation_tags, merged_tag_uses, merged_tags, tags
from handoff.tags.tag import Tag
from kit.rows import columns_of

_GIVEN = ("conversation_id", "place", "added_by", "added_at")
_MERGED = columns_of(merged_tags, Tag)
_TAG = [column.name for column in _MERGED]


def merge(connection: Connection, tag_id: str, into: str) -> None:
    """Gives every conversation with the one tag the other, and removes the first."""
    there = conversation_tags.alias()
    has_both = exists().where(there.c.conversation_id == conversation_tags.c.conversation_id, there.c.tag_id == into)
    given = [conversation_tags.c[name] for name in _GIVEN]
    theirs = conversation_tags.c.tag_id == tag_id
    kept = select(*columns_of(tags, Tag), literal(into)).where(tags.c.id == tag_id)
    connection.execute(insert(merged_tags).from_select([*_TAG, "into_id"], kept))
    uses = select(*given, literal(tag_id), has_both).where(theirs)
    connection.execute(insert(merged_tag_uses).from_select([*_GIVEN, "tag_id", "had_both"], uses))
    moving = select(*given, literal(into)).where(theirs, ~has_both)
    connection.execute(insert(conversation_tags).from_select([*_GIVEN, "tag_id"], moving))
    connection.execute(delete(conversation_tags).where(theirs))
    connection.execute(delete(tags).where(tags.c.id == tag_id))


def find_merged(connection: Connection, tag_id: str) -> tuple[Tag, str] | None:
    """Returns the tag as it was, and the one that it was merged into."""
    query = select(merged_tags.c.into_id, *_MERGED).where(merged_tags.c.id == tag_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    into, *tag = row
    return Tag(*tag), into


def restore(connection: Connection, tag_id: str, into: str) -> None:
    """Raises IntegrityError if another tag has the name by now."""
    kept = select(*_MERGED).where(merged_tags.c.id == tag_id)
    connection.execute(insert(tags).from_select(_TAG, kept))
    uses = merged_tag_uses
    still = exists().where(
        conversation_tags.c.conversation_id == uses.c.conversation_id, conversation_tags.c.tag_id == into
    )
    returning = select(*(uses.c[name] for name in _GIVEN), uses.c.tag_id).where(uses.c.tag_id == tag_id, still)
    connection.execute(insert(conversation_tags).from_select([*_GIVEN, "tag_id"], returning))
    moved = select(uses.c.conversation_id).where(uses.c.tag_id == tag_id, uses.c.had_both.is_(False))
    connection.execute(
        delete(conversation_tags).where(
            conversation_tags.c.tag_id == into, conversation_tags.c.conversation_id.in_(moved)
        )
    )
    connection.execute(delete(uses).where(uses.c.tag_id == tag_id))
    connection.execute(delete(merged_tags).where(merged_tags.c.id == tag_id))

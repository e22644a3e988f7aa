"""The SQL of tags."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select, update

from conversations.models import conversations
from handoff.handoffs.models import handoffs
from handoff.tags.models import conversation_tags, tags
from handoff.tags.tag import Tag, Use
from kit.identifiers import new_id
from kit.rows import columns_of, insert_missing, record_of, records_of

_COLUMNS = columns_of(tags, Tag)


def insert_tag(connection: Connection, name: str, colour: str, now: datetime) -> str:
    """Returns the identifier. Raises IntegrityError if the name is taken."""
    values = {"id": new_id("tag"), "name": name, "colour": colour, "archived": False, "created_at": now}
    connection.execute(insert(tags).values(**values))
    return str(values["id"])


def ensure_tags(connection: Connection, names: Iterable[str], now: datetime) -> dict[str, Tag]:
    """Returns the tags by name; unknown ones are made."""
    for name in names:
        values = {"id": new_id("tag"), "colour": "grey", "archived": False, "created_at": now}
        insert_missing(connection, tags, {"name": name}, values)
    found = records_of(Tag, connection.execute(select(*_COLUMNS).where(tags.c.name.in_(list(names)))))
    return {tag.name: tag for tag in found}


def find(connection: Connection, tag_id: str) -> Tag | None:
    return record_of(Tag, connection.execute(select(*_COLUMNS).where(tags.c.id == tag_id)).first())


def list_counted(connection: Connection, *, archived: bool) -> list[tuple[Tag, int]]:
    """Returns the tags with the number of their conversations, most used first; archived ones only if asked for."""
    count = func.count(conversation_tags.c.conversation_id)
    query = (
        select(*_COLUMNS, count.label("uses"))
        .select_from(tags.outerjoin(conversation_tags, conversation_tags.c.tag_id == tags.c.id))
        .group_by(*_COLUMNS)
        .order_by(count.desc(), tags.c.name)
    )
    if not archived:
        query = query.where(tags.c.archived.is_(False))
    return [(Tag(*row[:-1]), row[-1]) for row in connection.execute(query)]


def count_uses(connection: Connection, tag_id: str) -> int:
    query = select(func.count()).where(conversation_tags.c.tag_id == tag_id)
    return connection.scalar(query) or 0


def change(connection: Connection, tag_id: str, **values: Any) -> None:
    connection.execute(update(tags).where(tags.c.id == tag_id).values(**values))


def names_of(connection: Connection, conversation_ids: Sequence[str]) -> dict[str, list[str]]:
    """Returns each conversation's tags in the order in which they were given; without tags, the list is empty."""
    query = (
        select(conversation_tags.c.conversation_id, tags.c.name)
        .join(tags, tags.c.id == conversation_tags.c.tag_id)
        .where(conversation_tags.c.conversation_id.in_(conversation_ids))
        .order_by(conversation_tags.c.place, tags.c.name)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.conversation_id].append(row.name)
    return found


def give(connection: Connection, conversation_id: str, tag_ids: Sequence[str], by: str, now: datetime) -> None:
    """Gives the conversation these tags, behind those that it has. Ones that it has stay as they are."""
    last = connection.scalar(
        select(func.max(conversation_tags.c.place)).where(conversation_tags.c.conversation_id == conversation_id)
    )
    for place, tag_id in enumerate(tag_ids, (last or 0) + 1):
        key = {"conversation_id": conversation_id, "tag_id": tag_id}
        insert_missing(connection, conversation_tags, key, {"place": place, "added_by": by, "added_at": now})


def take_away(connection: Connection, conversation_id: str, names: Sequence[str]) -> None:
    mine = select(tags.c.id).where(tags.c.name.in_(names)).scalar_subquery()
    connection.execute(
        delete(conversation_tags).where(
            conversation_tags.c.conversation_id == conversation_id, conversation_tags.c.tag_id.in_(mine)
        )
    )


def delete_unused(connection: Connection, names: Iterable[str]) -> None:
    """Deletes those of the tags that no conversation has."""
    used = exists().where(conversation_tags.c.tag_id == tags.c.id)
    connection.execute(delete(tags).where(tags.c.name.in_(list(names)), ~used))


def having(name: str) -> ColumnElement[bool]:
    """The condition that a conversation has the tag, for queries over `conversations`."""
    return exists().where(
        conversation_tags.c.conversation_id == conversations.c.id,
        conversation_tags.c.tag_id == tags.c.id,
        tags.c.name == name,
    )


def list_open_with(connection: Connection, tag_id: str, limit: int) -> list[str]:
    """Returns the conversations with the tag that are not resolved, which consoles may show."""
    query = (
        select(conversation_tags.c.conversation_id)
        .join(conversations, conversations.c.id == conversation_tags.c.conversation_id)
        .where(conversation_tags.c.tag_id == tag_id, conversations.c.status != "resolved")
        .limit(limit)
    )
    return list(connection.scalars(query))


def list_recent_uses(connection: Connection, limit: int) -> list[Use]:
    """Returns the latest uses of tags that may be given, with the topics of each conversation's handoffs."""
    query = (
        select(
            conversation_tags.c.conversation_id,
            tags.c.name,
            conversations.c.department_id,
            handoffs.c.topics,
        )
        .join(tags, tags.c.id == conversation_tags.c.tag_id)
        .join(conversations, conversations.c.id == conversation_tags.c.conversation_id)
        .outerjoin(handoffs, handoffs.c.conversation_id == conversations.c.id)
        .where(tags.c.archived.is_(False))
        .order_by(conversation_tags.c.added_at.desc())
        .limit(limit)
    )
    topics: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for row in connection.execute(query):
        topics[row.conversation_id, row.name, row.department_id] |= set(row.topics or ())
    return [Use(*use, frozenset(found)) for use, found in topics.items()]


def topics_of(connection: Connection, conversation_id: str) -> frozenset[str]:
    """Returns the topics with which the conversation was queued."""
    query = select(handoffs.c.topics).where(handoffs.c.conversation_id == conversation_id)
    return frozenset(topic for topics in connection.scalars(query) for topic in topics or ())

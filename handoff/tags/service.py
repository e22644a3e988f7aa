"""Tags of conversations: given and taken away by whoever handles them, suggested, and kept in order by supervisors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from conversations.conversation import Conversation
from handoff.tags import merge_repository, repository
from handoff.tags.tag import MOST_TAGS, Colour, Tag, Use
from kit.auth import Principal
from kit.errors import BadRequest, Conflict, NotFound
from kit.events import tell
from kit.rows import refuse_duplicate

MOST_LISTED = 1_000
MOST_TOLD = 200
MOST_SUGGESTED = 6
MOST_LOOKED_AT = 1_000
SAME_TOPIC, SAME_DEPARTMENT = 8, 2
"""How much more a use counts in a conversation about the same topic, and in one of the same department."""

_TAKEN = ("Another tag has this name. Merge the two.", "name")


def give_tags(
    connection: Connection, conversation_id: str, names: Sequence[str], agent: Principal, now: datetime
) -> None:
    """Adds tags to a locked conversation. Raises `too_many`, or `tag_archived` for one that is not given any more."""
    had = repository.names_of(connection, [conversation_id])[conversation_id]
    new = [name for name in dict.fromkeys(names) if name not in had]
    if len(had) + len(new) > MOST_TAGS:
        raise BadRequest(
            f"A conversation has at most {MOST_TAGS} tags.", code="too_many", field="tags", limit=MOST_TAGS
        )
    known = repository.ensure_tags(connection, new, now)
    for name in new:
        if known[name].archived:
            raise Conflict(f"The tag {name} is archived.", code="tag_archived", field="tags")
    repository.give(connection, conversation_id, [known[name].id for name in new], agent.name, now)


def set_tags(
    connection: Connection, conversation_id: str, names: Sequence[str], agent: Principal, now: datetime
) -> None:
    """Replaces the tags of a locked conversation. Raises as `give_tags` does."""
    had = repository.names_of(connection, [conversation_id])[conversation_id]
    repository.take_away(connection, conversation_id, [name for name in had if name not in names])
    give_tags(connection, conversation_id, names, agent, now)


def list_tags(connection: Connection, *, archived: bool = False) -> list[dict[str, Any]]:
    """Returns the tags with the number of their conversations, most used first."""
    found = repository.list_counted(connection, archived=archived)
    return [tag_body(tag, count) for tag, count in found[:MOST_LISTED]]


def suggest(connection: Connection, conversation: Conversation) -> list[str]:
    """Returns the tags that colleagues gave to conversations like this one: of its topics, then of its department."""
    had = repository.names_of(connection, [conversation.id])[conversation.id]
    topics = repository.topics_of(connection, conversation.id)
    scores: Counter[str] = Counter()
    for use in repository.list_recent_uses(connection, MOST_LOOKED_AT):
        if use.tag not in had and use.conversation_id != conversation.id:
            scores[use.tag] += _likeness(use, conversation, topics)
    return [tag for tag, _ in scores.most_common(MOST_SUGGESTED)]


def _likeness(use: Use, conversation: Conversation, topics: frozenset[str]) -> int:
    same_department = use.department_id == conversation.department_id
    return 1 + SAME_TOPIC * len(use.topics & topics) + SAME_DEPARTMENT * same_department


def add_tag(connection: Connection, name: str, colour: Colour, now: datetime) -> Tag:
    """Adds a tag before anybody uses it. Raises Conflict if the name is taken."""
    with refuse_duplicate(connection, *_TAKEN):
        tag_id = repository.insert_tag(connection, name, colour, now)
    return get_tag(connection, tag_id)


def change_tag(connection: Connection, tag_id: str, changes: Mapping[str, Any]) -> Tag:
    """Changes name, colour or archived. Raises NotFound, or Conflict if another tag has the name."""
    get_tag(connection, tag_id)
    with refuse_duplicate(connection, *_TAKEN):
        repository.change(connection, tag_id, **changes)
    _tell_open(repository.list_open_with(connection, tag_id, MOST_TOLD), connection)
    return get_tag(connection, tag_id)


def merge_tags(connection: Connection, tag_id: str, into: str) -> Tag:
    """Puts one tag into another: its conversations have the other then. Raises NotFound, or `bad_type` for itself."""
    if tag_id == into:
        raise BadRequest("A tag cannot be merged into itself.", code="bad_type", field="into")
    for each in (tag_id, into):
        get_tag(connection, each)
    touched = repository.list_open_with(connection, tag_id, MOST_TOLD)
    merge_repository.merge(connection, tag_id, into)
    _tell_open(touched, connection)
    return get_tag(connection, into)


def undo_merge(connection: Connection, tag_id: str) -> Tag:
    """Makes a merged tag again. Raises NotFound, or Conflict if another tag has its name by now."""
    merged = merge_repository.find_merged(connection, tag_id)
    if merged is None:
        raise NotFound("This tag was not merged.")
    tag, into = merged
    touched = repository.list_open_with(connection, into, MOST_TOLD)
    with refuse_duplicate(connection, *_TAKEN):
        merge_repository.restore(connection, tag_id, into)
    _tell_open(touched, connection)
    return tag


def get_tag(connection: Connection, tag_id: str) -> Tag:
    tag = repository.find(connection, tag_id)
    if tag is None:
        raise NotFound("This tag does not exist.")
    return tag


def tag_body(tag: Tag, count: int) -> dict[str, Any]:
    return {"id": tag.id, "tag": tag.name, "count": count, "colour": tag.colour, "archived": tag.archived}


def _tell_open(conversation_ids: Sequence[str], connection: Connection) -> None:
    """Consoles that show these conversations show the new name."""
    for conversation_id in conversation_ids:
        tell(connection, "conversation.changed", conversation_id=conversation_id)
    tell(connection, "queue.changed")

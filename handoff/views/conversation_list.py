"""The list of conversations that agents read and search: newest first, each with its title and last message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from conversations import repository
from conversations.conversation import Message
from conversations.models import conversations
from conversations.search import find_matches, matching, snippet
from handoff.tags import repository as tags_repository
from handoff.timers.service import read_timers
from handoff.views.access import access_scope_of
from handoff.views.conversation import conversation_body
from kit.auth import Principal
from kit.clock import to_text
from kit.errors import BadRequest


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of a list. No words means no search."""

    assigned_to: str | None
    statuses: Sequence[str]
    words: Sequence[str]
    tag: str | None
    cursor: str | None
    limit: int


def parse_statuses(value: str | None) -> list[str]:
    """Parses statuses separated by commas. Raises `bad_query`."""
    statuses = value.split(",") if value else []
    if not set(statuses) <= {"bot", "queued", "assigned", "resolved"}:
        raise BadRequest(
            "status must be one or more of bot, queued, assigned, resolved.", code="bad_query", field="status"
        )
    return statuses


def list_conversations(connection: Connection, agent: Principal, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """Returns conversations, newest first. `cursor` is the last identifier of the previous page."""
    query = select(conversations.c.id).order_by(conversations.c.created_at.desc(), conversations.c.id.desc())
    if wanted.assigned_to is not None:
        whose = agent.id if wanted.assigned_to == "me" else wanted.assigned_to
        query = query.where(conversations.c.agent_id == whose)
    if wanted.statuses:
        query = query.where(conversations.c.status.in_(wanted.statuses))
    if wanted.words:
        query = query.where(matching(connection, wanted.words))
    if wanted.tag:
        query = query.where(tags_repository.having(wanted.tag))
    if wanted.cursor:
        last = repository.find(connection, wanted.cursor)
        if last is None:
            raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")
        created = conversations.c.created_at
        query = query.where(
            (created < last.created_at) | ((created == last.created_at) & (conversations.c.id < last.id))
        )
    found = repository.find_many(connection, query.limit(wanted.limit + 1))
    scope = access_scope_of(connection, agent)
    page = [each for each in found[: wanted.limit] if scope.reads(each)]
    said = _said(connection, [each.id for each in page], wanted.words)
    timers = read_timers(connection, [each.id for each in page])
    tags = tags_repository.names_of(connection, [each.id for each in page])
    return {
        "conversations": [
            conversation_body(connection, each, "staff", now, timers, tags) | said[each.id] for each in page
        ],
        "next": found[wanted.limit - 1].id if len(found) > wanted.limit else None,
    }


def _said(connection: Connection, identifiers: Sequence[str], words: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Returns for each conversation its title, its last message and, for a search, the matching text."""
    first = repository.list_outermost_texts(connection, identifiers, "first", author_kind="customer")
    last = repository.list_outermost_texts(connection, identifiers, "last")
    places = find_matches(connection, words, identifiers)
    return {
        each: {
            "title": snippet(first[each].draft.text) if each in first else None,
            "last_message": _brief(last.get(each)),
            "match": _match(connection, each, places.get(each), words),
        }
        for each in identifiers
    }


def _brief(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    draft = message.draft
    return {
        "seq": message.seq,
        "text": snippet(draft.text),
        "author": {"kind": draft.author.kind, "name": draft.author.name},
        "visibility": draft.visibility,
        "created_at": to_text(message.created_at),
    }


def _match(
    connection: Connection, conversation_id: str, seq: int | None, words: Sequence[str]
) -> dict[str, Any] | None:
    message = repository.find_message(connection, conversation_id, seq) if seq is not None else None
    return None if message is None else {"seq": message.seq, "text": snippet(message.draft.text, words)}

"""Who waits and what about, for the rows of the queue: the customer's name and the beginning of their first message."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from conversations import repository
from conversations.merges.merge import also_among
from conversations.merges.repository import marks_of
from conversations.search import snippet


def who_waits(connection: Connection, conversation_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    """Returns `customer`, `title` and `also_waiting` of each conversation, with four queries for all of them."""
    names = repository.list_names(connection, conversation_ids)
    first = repository.list_outermost_texts(connection, conversation_ids, "first", author_kind="customer")
    twice = also_among(marks_of(connection, conversation_ids))
    return {
        each: {
            "customer": names.get(each),
            "title": snippet(first[each].draft.text) if each in first else None,
            "also_waiting": twice.get(each, []),
        }
        for each in conversation_ids
    }

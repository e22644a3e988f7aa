"""Who waits and what about, for the rows of the queue: the customer's name and the beginning of their first message."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from conversations import repository
from conversations.search import snippet


def who_waits(connection: Connection, conversation_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
    """Returns `customer` and `title` of each conversation, with two queries for all of them."""
    names = repository.list_names(connection, conversation_ids)
    first = repository.list_outermost_texts(connection, conversation_ids, "first", author_kind="customer")
    return {
        each: {"customer": names.get(each), "title": snippet(first[each].draft.text) if each in first else None}
        for each in conversation_ids
    }

"""What is kept about one customer, for the page on which it is exported or erased: as many conversations as one call
may read, and then the next.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from chat.people_data.export import export_customer
from chat.people_data.find import Found, find_customer
from conversations.attachments.models import attachments
from conversations.customer_records.models import customer_records
from conversations.repository import find
from kit.clock import to_text
from kit.errors import NotFound, TooLarge

MOST_CONVERSATIONS = 500
"""Of one page."""

LARGEST_FILES = 50_000_000
"""Of one page that is exported."""


@dataclass(frozen=True)
class Page:
    """`found` is what this page is about; the customer has `total` conversations. `next` leads to the page after it."""

    found: Found
    total: int
    next: str | None


def page_of(connection: Connection, person: str, cursor: str | None, largest: int | None = None) -> Page:
    """The conversations behind the cursor, in the order of their identifiers, which never changes. What belongs to no
    conversation is on the first page. `largest` bounds the bytes of files. Raises NotFound if there is nothing.
    """
    found = find_customer(connection, person)
    rest = sorted(each for each in found.conversations if cursor is None or each > cursor)
    here = rest[:MOST_CONVERSATIONS]
    while largest is not None and len(here) > 1 and _bytes_of(connection, here) > largest:
        here = here[: len(here) // 2]
    page = Found({each: found.conversations[each] for each in here})
    if cursor is None:
        page.records, page.email = _of_no_conversation(connection, found), found.email
    return Page(page, len(found.conversations), here[-1] if len(here) < len(rest) else None)


def kept_of(connection: Connection, person: str, cursor: str | None, now: datetime) -> dict[str, Any]:
    """Conversations and the number of rows by table; no words of the customer."""
    page = page_of(connection, person, cursor)
    rows = _rows_of(connection, person, page, now, first=cursor is None)["tables"]
    return {
        "conversations": [_conversation(connection, each, how) for each, how in page.found.conversations.items()],
        "total": page.total,
        "next": page.next,
        "customer_records": sorted(page.found.records),
        "rows": {name: len(stored) for name, stored in sorted(rows.items())},
    }


def exported(connection: Connection, person: str, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of everything, without the content of files."""
    page = page_of(connection, person, cursor, LARGEST_FILES)
    if _bytes_of(connection, list(page.found.conversations)) > LARGEST_FILES:
        raise TooLarge("The files of one conversation are too large for one call: run `./baton people-data`.")
    return {**_rows_of(connection, person, page, now, first=cursor is None), "next": page.next}


def _rows_of(connection: Connection, person: str, page: Page, now: datetime, *, first: bool) -> dict[str, Any]:
    made = export_customer(connection, person, page.found, now)
    if first and not made["tables"]:
        raise NotFound("Nothing is stored about this customer.")
    return made


def _of_no_conversation(connection: Connection, found: Found) -> set[str]:
    """The records of identities. Those of a conversation are on its page."""
    query = select(customer_records.c.id).where(customer_records.c.conversation_id.is_(None))
    return found.records & set(connection.scalars(query.where(customer_records.c.id.in_(found.records))))


def _bytes_of(connection: Connection, conversation_ids: list[str]) -> int:
    own = attachments.c.conversation_id.in_(conversation_ids)
    return int(connection.scalar(select(func.coalesce(func.sum(attachments.c.size), 0)).where(own)) or 0)


def _conversation(connection: Connection, conversation_id: str, how: str) -> dict[str, Any]:
    conversation = find(connection, conversation_id)
    assert conversation is not None  # found in the same view
    return {
        "conversation_id": conversation_id,
        "by": how,
        "status": conversation.status,
        "started_at": to_text(conversation.created_at),
        "changed_at": to_text(conversation.updated_at),
    }

"""What is kept about one customer, for the page on which it is exported or erased."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from chat.people_data.export import export_customer
from chat.people_data.find import Found, find_customer
from conversations.repository import find
from kit.clock import to_text
from kit.errors import NotFound, TooLarge

MOST_CONVERSATIONS = 500
"""More than these take longer than a call may: the command has no such limit."""

LARGEST_FILES = 50_000_000


def found_customer(connection: Connection, person: str) -> Found:
    """Raises TooLarge if it is more than one call may read or erase."""
    found = find_customer(connection, person)
    if len(found.conversations) > MOST_CONVERSATIONS:
        raise TooLarge(
            f"This customer has more than {MOST_CONVERSATIONS} conversations: run `./baton people-data`.",
            limit=MOST_CONVERSATIONS,
        )
    return found


def kept_of(connection: Connection, person: str, now: datetime) -> dict[str, Any]:
    """Conversations and the number of rows by table; no words of the customer."""
    found = found_customer(connection, person)
    rows = exported(connection, person, now, found)["tables"]
    return {
        "conversations": [_conversation(connection, each, how) for each, how in found.conversations.items()],
        "customer_records": sorted(found.records),
        "rows": {name: len(stored) for name, stored in sorted(rows.items())},
    }


def exported(connection: Connection, person: str, now: datetime, found: Found | None = None) -> dict[str, Any]:
    """Everything, without the content of files. Raises NotFound if there is nothing."""
    found = found or found_customer(connection, person)
    made = export_customer(connection, person, found, now)
    if not made["tables"]:
        raise NotFound("Nothing is stored about this customer.")
    if sum(each["size"] for each in made["tables"].get("attachments", ())) > LARGEST_FILES:
        raise TooLarge("This customer's files are too large for one call: run `./baton people-data`.")
    return made


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

"""The SQL of the names that customers gave: as their signed identity, on their record, or in an address they left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from chat.company.models import company_settings
from conversations.customer_records.models import customer_records
from conversations.models import contacts, conversations

SETTING = "mask_names"
AT_ONCE = 500
NOBODYS = frozenset({"admin", "contact", "hello", "help", "info", "mail", "office", "sales", "service", "support"})
"""Parts of addresses that name no person."""


def names_to_mask(connection: Connection, conversation_ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The names by conversation. Empty unless the company wants names masked."""
    values = connection.scalar(select(company_settings.c["values"]))
    if not values or values.get(SETTING) != "on":
        return {}
    found: defaultdict[str, list[str]] = defaultdict(list)
    wanted = sorted(set(conversation_ids))
    for start in range(0, len(wanted), AT_ONCE):
        _add_names(connection, wanted[start : start + AT_ONCE], found)
    return found


def _add_names(connection: Connection, wanted: Sequence[str], found: defaultdict[str, list[str]]) -> None:
    column = conversations.c
    of_identity: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(column.id, column.identity, column.identity_id).where(column.id.in_(wanted))):
        found[row.id] += _names_in(row.identity)
        if row.identity_id:
            of_identity[row.identity_id].append(row.id)
    left = select(contacts.c.conversation_id, contacts.c.email).where(contacts.c.conversation_id.in_(wanted))
    for conversation_id, email in connection.execute(left):
        found[conversation_id] += _names_in({"email": email})
    record = customer_records.c
    query = select(record.conversation_id, record.identity_id, record["values"].label("noted")).where(
        record.conversation_id.in_(wanted) | record.identity_id.in_(list(of_identity))
    )
    for row in connection.execute(query):
        owners = [row.conversation_id] if row.conversation_id else of_identity[row.identity_id]
        for conversation_id in owners:
            found[conversation_id] += _names_in(row.noted)


def _names_in(values: Any) -> list[str]:
    """A name, and what stands before the @ of an address."""
    known = values if isinstance(values, Mapping) else {}
    local = str(known.get("email") or "").partition("@")[0]
    name = known.get("name")
    return [*([name] if isinstance(name, str) else []), *([] if local.lower() in NOBODYS else [local])]

"""Finds what is stored about one customer, by anything that names them, and says how each conversation was found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Connection, Text, cast, func, or_, select

from conversations.customer_records.models import customer_records
from conversations.models import contacts, conversations
from handoff.follow_ups.models import follow_ups
from kit.web.emails import fold_email, looks_like_email

_PHONE = re.compile(r"\+?[\d ()./-]{6,40}")
SHORTEST_PHONE = 6


@dataclass
class Found:
    """Conversation -> how it was found; customer records; and the address, if the customer was named by one.

    `leading` are conversations through which others were found.
    """

    conversations: dict[str, str] = field(default_factory=dict)
    records: set[str] = field(default_factory=set)
    email: str | None = None
    leading: set[str] = field(default_factory=set)

    def add(self, conversation_id: str, how: str) -> None:
        self.conversations.setdefault(conversation_id, how)


def find_customer(connection: Connection, person: str) -> Found:
    """`person` is a verified identity, a customer record, a conversation, an e-mail address or a phone number.

    Only a verified identity joins conversations: an address that somebody typed may be another person's, so it finds
    the conversations in which it was typed and no more.
    """
    found = Found()
    _by_identifier(connection, person, found)
    if looks_like_email(person):
        found.email = fold_email(person)
        _by_value(connection, "email", found.email, fold_email, found)
        _by_signed_email(connection, found.email, found)
    elif _PHONE.fullmatch(person.strip()) and len(_digits(person)) >= SHORTEST_PHONE:
        _by_value(connection, "phone", _digits(person), _digits, found)
    _records_of_conversations(connection, found)
    return found


def _by_identifier(connection: Connection, person: str, found: Found) -> None:
    known = select(conversations.c.id).where(conversations.c.id == person)
    for identifier in connection.scalars(known):
        found.add(identifier, "conversation")
    _by_identity(connection, person, found)
    record = connection.execute(select(customer_records).where(customer_records.c.id == person)).first()
    if record is not None:
        found.records.add(record.id)
        if record.conversation_id:
            found.add(record.conversation_id, "customer record")
        if record.identity_id:
            _by_identity(connection, record.identity_id, found)


def _by_identity(connection: Connection, identity_id: str, found: Found) -> None:
    query = select(conversations.c.id).where(conversations.c.identity_id == identity_id)
    for identifier in connection.scalars(query):
        found.add(identifier, "verified identity")
    own = select(customer_records.c.id).where(customer_records.c.identity_id == identity_id)
    found.records.update(connection.scalars(own))


def _by_signed_email(connection: Connection, email: str, found: Found) -> None:
    """Addresses that the host site has signed."""
    query = select(conversations.c.id, conversations.c.identity_id, conversations.c.identity).where(
        conversations.c.identity_id.is_not(None), _may_contain(conversations.c.identity, email)
    )
    same = [row for row in connection.execute(query) if _value(row.identity, "email", fold_email) == email]
    found.leading.update(row.id for row in same)
    for identity_id in sorted({row.identity_id for row in same}):
        _by_identity(connection, identity_id, found)


def _by_value(connection: Connection, name: str, wanted: str, fold: Any, found: Found) -> None:
    """`name` is `email` or `phone`; `fold` makes two spellings of one value equal."""
    for table, how in ((contacts, "contact that was left"), (follow_ups, "follow-up")):
        column = table.c[name]
        for conversation_id, value in connection.execute(
            select(table.c.conversation_id, column).where(column.is_not(None))
        ):
            if fold(value) == wanted:
                found.add(conversation_id, how)
    for row in _records(connection):
        if _value(row.values, name, fold) == wanted:
            found.records.add(row.id)
            if row.conversation_id:
                found.add(row.conversation_id, "customer record")
            elif row.identity_id:
                _by_identity(connection, row.identity_id, found)


def _records(connection: Connection) -> Iterator[Any]:
    table = customer_records
    query = select(table.c.id, table.c.identity_id, table.c.conversation_id, table.c["values"].label("values_"))
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield _Record(row.id, row.identity_id, row.conversation_id, row.values_ or {})


@dataclass(frozen=True)
class _Record:
    id: str
    identity_id: str | None
    conversation_id: str | None
    values: Mapping[str, Any]


def _records_of_conversations(connection: Connection, found: Found) -> None:
    known = list(found.conversations)
    for start in range(0, len(known), 500):
        own = customer_records.c.conversation_id.in_(known[start : start + 500])
        found.records.update(connection.scalars(select(customer_records.c.id).where(own)))


def _may_contain(column: Column[Any], email: str) -> Any:
    """A first look at JSON as text; letters other than ASCII may be escaped there, so only the rest is compared."""
    plain = [part for part in re.split(r"[^a-z0-9@._-]+", email) if part]
    text = func.lower(cast(column, Text))
    return or_(*(text.contains(part, autoescape=True) for part in plain)) if plain else column.is_not(None)


def _value(values: Any, name: str, fold: Any) -> str | None:
    value = values.get(name) if isinstance(values, Mapping) else None
    return fold(value) if isinstance(value, str) else None


def _digits(text: str) -> str:
    """The digits of a phone number; `00` and `+` before the country are the same."""
    return re.sub(r"^00", "", re.sub(r"\D", "", text))

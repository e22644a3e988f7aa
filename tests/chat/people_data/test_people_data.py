"""Everything about one customer is exported and erased, and nothing of anybody else's."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    insert,
    make_url,
    select,
    update,
)

from chat.assembly.tables import metadata
from chat.backup.stored_rows import read_rows, tables_of
from chat.installation.people_data_command import run
from chat.people_data.classification import COLUMNS, kinds_of, tables_about_customers
from conversations.models import conversations, messages
from handoff.lifecycle.service import accept
from kit.audit.log import verify
from kit.errors import NotFound
from tests.fixtures.story import START, Story

IDENTITY = "shop-42"
EMAIL = "mara@example.com"
MARK = "zzplanted"
"""Stands in every column that holds a customer's words."""


def test_every_column_that_can_hold_words_is_classified() -> None:
    wordy = {
        table.name: {column.name for column in table.columns if isinstance(column.type, String | JSON | LargeBinary)}
        for table in metadata.sorted_tables
    }
    assert {table: set(kinds_of(table)) for table in COLUMNS} == wordy
    assert all(
        len(kinds_of(table)) == sum(len(names.split()) for names in COLUMNS[table].values()) for table in COLUMNS
    )


def planted(column: Column[Any]) -> Any:
    word = f"{MARK} {column.table.name} {column.name}"
    return {"said": word} if isinstance(column.type, JSON) else word[: getattr(column.type, "length", None)]


def row_of(table: Table, keys: dict[str, Any]) -> dict[str, Any]:
    """A row with planted words in a customer's columns and something valid elsewhere."""
    values: dict[str, Any] = {}
    for column in table.columns:
        target = next((foreign.column.table.name for foreign in column.foreign_keys), None)
        if kinds_of(table.name).get(column.name) == "customer":
            values[column.name] = planted(column)
        elif target is not None and target in keys:
            values[column.name] = keys[target]
        elif not column.nullable and column.autoincrement is not True:
            values[column.name] = _something(column)
    return values


def _something(column: Column[Any]) -> Any:
    match column.type:
        case JSON():
            return []
        case Boolean():
            return False
        case Float() | Integer():
            return 1
        case DateTime():
            return START
        case _ if hasattr(column.type, "impl"):
            return START
    return f"{column.table.name[:10]}"


_OWN: dict[str, dict[str, Any]] = {"demo_orders": {"email": EMAIL}, "customer_records": {"identity_id": None}}


_LEAD_TO_WORDS = ("webhook_events", "webhook_deliveries")
"""They have no words; rows that have some refer to them."""


def plant(connection: Connection, conversation_id: str) -> None:
    """Words in every column of every table that may hold a customer's, for this conversation."""
    identity = {"id": IDENTITY, "name": f"{MARK} name", "email": EMAIL}
    keys: dict[str, Any] = {"conversations": conversation_id}
    for table in metadata.sorted_tables:
        customers = [name for name, kind in kinds_of(table.name).items() if kind == "customer"]
        if not customers and table.name not in _LEAD_TO_WORDS:
            continue
        if table is conversations:
            own = {name: planted(table.c[name]) for name in customers}
            own |= {"identity": identity, "identity_id": IDENTITY}
            connection.execute(update(table).where(table.c.id == conversation_id).values(own))
        elif table.name in ("messages", "handoffs", "assignments"):
            mine = table.c.conversation_id == conversation_id
            if table is messages:
                mine &= table.c.kind == "text"
            connection.execute(update(table).where(mine).values({name: planted(table.c[name]) for name in customers}))
        else:
            values = row_of(table, keys)
            values.update(_OWN.get(table.name, {}))
            if table.name == "demo_returns":
                values["effect_key"] = f"{conversation_id}:1:1"
            made = connection.execute(insert(table).values(values)).inserted_primary_key
            keys[table.name] = made[0] if made else ""


def everything(connection: Connection) -> str:
    return json.dumps({table.name: list(read_rows(connection, table)) for table in tables_of(connection)})


@pytest.fixture
def erased(story: Story) -> str:
    """The conversation of the customer to erase, with planted words everywhere."""
    conversation = story.conversation()
    story.say(conversation, f"{MARK} hello")
    story.database.write_now(accept, story.ask_for_person(conversation).id, story.agent("Ida"), story.clock())
    story.say(conversation, f"{MARK} are you there?")
    story.database.write_now(plant, conversation)
    return conversation


@pytest.fixture
def other(story: Story) -> str:
    conversation = story.conversation()
    story.say(conversation, "somebody else's words")
    return conversation


def test_an_export_holds_every_word_of_the_customer_and_no_secret(story: Story, erased: str, other: str) -> None:
    exported = run(["export", IDENTITY], story.database, story.clock)
    text = json.dumps(exported)
    missing = [
        f"{table}.{column}"
        for table in tables_about_customers()
        for column, kind in kinds_of(table).items()
        if kind == "customer"
        and column not in ("identity", "identity_id")
        and table != "demo_orders"  # belongs to an address, not to an identity
        and f"{MARK} {table} {column}"[:35] not in text
    ]
    assert missing == []
    assert exported["found"] == [{"conversation_id": erased, "by": "verified identity"}]
    assert "token_hash" not in text
    assert "somebody else" not in text
    by_email = run(["export", EMAIL], story.database, story.clock)
    assert set(by_email["tables"]) == {*exported["tables"], "demo_orders"}


def test_an_erasure_leaves_no_word_and_a_timeline_without_gaps(
    story: Story, erased: str, other: str, database_url: str
) -> None:
    before = story.transcript(other)
    assert run(["erase", EMAIL, "--dry-run"], story.database)["conversations"][0]["conversation_id"] == erased
    assert MARK in story.database.read_now(everything)
    proof = run(["erase", EMAIL], story.database, story.clock)
    left = story.database.read_now(everything)
    assert MARK not in left
    assert EMAIL not in left
    assert IDENTITY not in left
    assert story.transcript(other) == before
    transcript = story.transcript(erased)
    assert [message.seq for message in transcript] == list(range(1, len(transcript) + 1))
    assert "assignment.created" in story.events(erased), "what happened can still be read"
    assert story.read(erased).status == "resolved"
    assert proof["rows"]["messages"] == 2
    assert "Backups" in proof["backups"]
    assert story.database.read_now(verify).entries == 1
    again = run(["erase", EMAIL], story.database, story.clock)
    assert (again["id"], again["rows"]) == (None, {})
    with pytest.raises(NotFound):
        run(["export", EMAIL], story.database, story.clock)
    if story.database.is_sqlite:
        story.database.close()
        path = Path(make_url(database_url).database or "")
        assert MARK.encode() not in path.read_bytes(), "not in the file's unused pages either"


def test_an_erased_customer_cannot_go_on_and_is_not_searched(story: Story, erased: str) -> None:
    hashes = select(conversations.c.token_hash).where(conversations.c.id == erased)
    before = story.database.read_now(lambda connection: connection.scalar(hashes))
    run(["erase", erased], story.database, story.clock)
    assert story.database.read_now(lambda connection: connection.scalar(hashes)) != before


@pytest.mark.parametrize(
    ("left", "asked"), [("+49 170 1234567", "0049-170/1234567"), ("anna@example.com", " Anna@Example.com")]
)
def test_an_address_that_was_typed_finds_only_the_conversation_where_it_was(
    left: str, asked: str, story: Story, erased: str
) -> None:
    second = story.conversation()
    contact = {"email": left} if "@" in left else {"phone": left}
    values = {"id": "contact_x", "conversation_id": second, "note": "", "created_at": START, **contact}
    story.database.write_now(lambda connection: connection.execute(insert(metadata.tables["contacts"]).values(values)))
    exported = run(["export", asked], story.database, story.clock)
    assert exported["found"] == [{"conversation_id": second, "by": "contact that was left"}]


def test_nobody_is_found_by_accident(story: Story, erased: str) -> None:
    for person in ("", "%", "a@b", "123", "shop", "nobody"):
        with pytest.raises(NotFound):
            run(["export", person], story.database, story.clock)

"""Searches conversations by words: in messages, names, the page's address and the identifier.

A word consists of letters and digits. All other characters separate words, so nothing in a query has a special meaning
for the database or can make a search slow.
"""

import json
import re
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    text,
)

from conversations.models import conversations, messages
from kit.errors import BadRequest

LONGEST_QUERY = 200
MOST_WORDS = 20
SNIPPET = 160

SHORTEST_PART = 2
SHORTEST_PART_OF_IDENTIFIER = 4
"""Shorter words are not searched in names and identifiers, because most of them would match."""

PUNCTUATION = "-_./@:;,!?()[]{}<>\"'#%&*+=\\|~^$`"
"""The PostgreSQL index treats these as blanks, so that `48213` finds `WW-48213` in both databases."""

_WORD = re.compile(r"[^\W_]+")


def parse_query(value: str) -> list[str]:
    """Returns the words of a query, in lower case, without duplicates. Raises `bad_query` for none or too many."""
    if len(value) > LONGEST_QUERY:
        raise BadRequest(
            f"A search can have at most {LONGEST_QUERY} characters.", code="bad_query", field="q", limit=LONGEST_QUERY
        )
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(value)))
    if not words:
        raise BadRequest("This search contains no word.", code="bad_query", field="q")
    if len(words) > MOST_WORDS:
        raise BadRequest(
            f"A search can have at most {MOST_WORDS} words.", code="bad_query", field="q", limit=MOST_WORDS
        )
    return words


def matching(connection: Connection, words: Sequence[str]) -> ColumnElement[bool]:
    """Condition: every word occurs in a message, a name, the page's address or the identifier."""
    return and_(*(or_(conversations.c.id.in_(_saying(connection, word)), *_known(word)) for word in words))


def find_matches(connection: Connection, words: Sequence[str], conversation_ids: Sequence[str]) -> dict[str, int]:
    """Returns, for each conversation, the latest message that contains the first of the words that occurs in it."""
    found: dict[str, int] = {}
    for word in words:
        wanted = [each for each in conversation_ids if each not in found]
        if not wanted:
            break
        rows = _said(connection, word).subquery()
        query = select(rows.c.conversation_id, func.max(rows.c.seq)).where(rows.c.conversation_id.in_(wanted))
        found |= dict(iter(connection.execute(query.group_by(rows.c.conversation_id))))
    return found


def list_customers_saying(
    connection: Connection, word: str, where: ColumnElement[bool], limit: int = 1_000
) -> list[tuple[str, int]]:
    """Returns (conversation_id, seq) of customers' messages with a word that starts like this, latest first.

    `where` is a condition on their conversations.
    """
    rows = _said(connection, word).subquery()
    same = and_(messages.c.conversation_id == rows.c.conversation_id, messages.c.seq == rows.c.seq)
    query = (
        select(messages.c.conversation_id, messages.c.seq)
        .join(rows, same)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(messages.c.author_kind == "customer", where)
        .order_by(messages.c.created_at.desc(), messages.c.id)
        .limit(limit)
    )
    return [(row.conversation_id, row.seq) for row in connection.execute(query)]


def snippet(said: str, words: Sequence[str] = ()) -> str:
    """Returns the part of a text around the first matching word, on one line."""
    line = " ".join(said.split())
    places = [place for word in words if (place := line.lower().find(word)) >= 0]
    start = max(0, min(places, default=0) - SNIPPET // 3)
    if start and (blank := line.find(" ", start)) >= 0:
        start = blank + 1
    part = line[start : start + SNIPPET]
    return ("…" if start else "") + part + ("…" if start + SNIPPET < len(line) else "")


def _saying(connection: Connection, word: str) -> Select[tuple[str]]:
    return select(_said(connection, word).subquery().c.conversation_id)


def _said(connection: Connection, word: str) -> Select[tuple[str, int]]:
    """Selects (conversation_id, seq) of the messages with a word that starts like this."""
    if connection.dialect.name == "sqlite":
        rows = text(
            "SELECT s.conversation_id, s.seq FROM message_search f JOIN searchable_messages s ON s.id = f.rowid"
            " WHERE f.text MATCH :word"
        ).bindparams(bindparam("word", f'"{word}"*', unique=True))
        found = rows.columns(messages.c.conversation_id, messages.c.seq).subquery()
        return select(found.c.conversation_id, found.c.seq)
    # This must be exactly the index's expression. Any other would scan every message.
    blanks = " " * len(PUNCTUATION)
    translated = func.translate(messages.c.text, literal_column(_quoted(PUNCTUATION)), literal_column(_quoted(blanks)))
    vector = func.to_tsvector(literal_column("'simple'::regconfig"), translated)
    wanted = func.to_tsquery(literal_column("'simple'::regconfig"), f"{word}:*")
    return select(messages.c.conversation_id, messages.c.seq).where(messages.c.kind == "text", vector.op("@@")(wanted))


def _known(word: str) -> list[ColumnElement[bool]]:
    """A word contains no wildcards, so `like` takes it literally."""
    if len(word) < SHORTEST_PART:
        return []
    known: list[ColumnElement[bool]] = [
        func.lower(conversations.c.agent_name).like(f"%{word}%"),
        func.lower(conversations.c.page_url).like(f"%{word}%"),
        *_in_identity(word),
    ]
    return [*known, conversations.c.id.like(f"%{word}%")] if len(word) >= SHORTEST_PART_OF_IDENTIFIER else known


def _in_identity(word: str) -> list[ColumnElement[bool]]:
    """Matches in any case, although a database may only lower-case ASCII. Older rows hold escaped JSON."""
    stored = func.lower(cast(conversations.c.identity, Text))
    forms = {word, *(_lower_ascii(form) for form in (word.upper(), word.capitalize()))}
    spellings = forms | {json.dumps(form)[1:-1] for form in forms}
    escaped = sorted(spelling.replace("\\", "\\\\") for spelling in spellings)
    return [stored.like(f"%{spelling}%", escape="\\") for spelling in escaped]


def _lower_ascii(form: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in form)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

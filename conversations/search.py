"""Searching conversations by words: in what was said, and in who said it.

Words are letters and digits alone. Everything else that somebody types separates them, so no character of a query means
anything to the database, and nothing in it can make a search slow.
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
"""Of a name and of an identifier; shorter words stand in most of them."""

PUNCTUATION = "-_./@:;,!?()[]{}<>\"'#%&*+=\\|~^$`"
"""What the index of PostgreSQL sees as blanks, so that `WW-48213` is found by `48213` in both databases."""

_WORD = re.compile(r"[^\W_]+")


def parse_query(value: str) -> list[str]:
    """The words of a query, in lower case and each once. Raises `bad_query` for none, and for too many."""
    if len(value) > LONGEST_QUERY:
        raise BadRequest(
            f"A search has {LONGEST_QUERY} characters at most.", code="bad_query", field="q", limit=LONGEST_QUERY
        )
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(value)))
    if not words:
        raise BadRequest("There is no word in this search.", code="bad_query", field="q")
    if len(words) > MOST_WORDS:
        raise BadRequest(f"A search has {MOST_WORDS} words at most.", code="bad_query", field="q", limit=MOST_WORDS)
    return words


def matching(connection: Connection, words: Sequence[str]) -> ColumnElement[bool]:
    """Conversations that know every word: said by anybody, or part of a name, an address or the identifier."""
    return and_(*(or_(conversations.c.id.in_(_saying(connection, word)), *_known(word)) for word in words))


def find_matches(connection: Connection, words: Sequence[str], conversation_ids: Sequence[str]) -> dict[str, int]:
    """For each of these conversations the latest message that says the first of the words it says at all."""
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
    """(conversation_id, seq) of customers' messages with a word that begins so, the latest first.

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
    """The part of a text around the first of the words, on one line."""
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
    """(conversation_id, seq) of the messages with a word that begins so."""
    if connection.dialect.name == "sqlite":
        rows = text(
            "SELECT s.conversation_id, s.seq FROM message_search f JOIN searchable_messages s ON s.id = f.rowid"
            " WHERE f.text MATCH :word"
        ).bindparams(bindparam("word", f'"{word}"*', unique=True))
        found = rows.columns(messages.c.conversation_id, messages.c.seq).subquery()
        return select(found.c.conversation_id, found.c.seq)
    # As in the index, down to the letter: another expression would read every message.
    blanks = " " * len(PUNCTUATION)
    translated = func.translate(messages.c.text, literal_column(_quoted(PUNCTUATION)), literal_column(_quoted(blanks)))
    vector = func.to_tsvector(literal_column("'simple'::regconfig"), translated)
    wanted = func.to_tsquery(literal_column("'simple'::regconfig"), f"{word}:*")
    return select(messages.c.conversation_id, messages.c.seq).where(messages.c.kind == "text", vector.op("@@")(wanted))


def _known(word: str) -> list[ColumnElement[bool]]:
    """A word holds no wildcard, so `like` takes it literally."""
    if len(word) < SHORTEST_PART:
        return []
    known: list[ColumnElement[bool]] = [
        func.lower(conversations.c.agent_name).like(f"%{word}%"),
        func.lower(conversations.c.page_url).like(f"%{word}%"),
        *_in_identity(word),
    ]
    return [*known, conversations.c.id.like(f"%{word}%")] if len(word) >= SHORTEST_PART_OF_IDENTIFIER else known


def _in_identity(word: str) -> list[ColumnElement[bool]]:
    """In any case, though a database may lower no other letters than ASCII's; older rows hold their JSON escaped."""
    stored = func.lower(cast(conversations.c.identity, Text))
    forms = {word, *(_lower_ascii(form) for form in (word.upper(), word.capitalize()))}
    spellings = forms | {json.dumps(form)[1:-1] for form in forms}
    escaped = sorted(spelling.replace("\\", "\\\\") for spelling in spellings)
    return [stored.like(f"%{spelling}%", escape="\\") for spelling in escaped]


def _lower_ascii(form: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in form)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

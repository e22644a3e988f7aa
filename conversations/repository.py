"""The SQL of this package. Functions take the caller's connection, so that related changes commit together.

Statements that run in every turn are built once: building one and looking up its compiled form takes three times as
long as running it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, select, update

from conversations.contact import Contact
from conversations.conversation import Author, AuthorKind, Conversation, CustomerToken, Draft, Message, Opening, Reader
from conversations.models import contacts, conversations, feedback, messages, ratings
from kit.clock import to_text
from kit.identifiers import new_id
from kit.rows import columns_of, record_of, records_of, upsert

_COLUMNS = columns_of(conversations, Conversation)
_BY_ID = select(*_COLUMNS).where(conversations.c.id == bindparam("conversation"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_CHANGE = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation"))
    .values(revision=conversations.c.revision + 1)
)
_TOKEN = select(conversations.c.id, conversations.c.updated_at, conversations.c.token_used_at)
_INSERT_MESSAGE = insert(messages)
_MESSAGES = select(messages).where(messages.c.conversation_id == bindparam("conversation"))
_SENT = _MESSAGES.where(
    messages.c.author_kind == bindparam("author"), messages.c.client_message_id == bindparam("sent_as")
)
_AT = _MESSAGES.where(messages.c.seq == bindparam("place"))
_OF_TURN = _MESSAGES.where(messages.c.turn == bindparam("number"), messages.c.author_kind == "customer")
_BEHIND = _MESSAGES.where(messages.c.seq > bindparam("cursor")).order_by(messages.c.seq).limit(bindparam("most"))
_PUBLIC_BEHIND = _BEHIND.where(messages.c.visibility == "public")
_LAST_TEXTS = (
    _MESSAGES.where(messages.c.seq < bindparam("end"), messages.c.kind == "text", messages.c.visibility == "public")
    .order_by(messages.c.seq.desc())
    .limit(bindparam("most"))
)


def insert_conversation(connection: Connection, token_hash: str, opening: Opening, now: datetime) -> str:
    identifier = new_id("conv")
    connection.execute(
        insert(conversations).values(
            id=identifier,
            token_hash=token_hash,
            status="bot",
            locale=opening.locale,
            page_url=opening.page_url,
            identity=dict(opening.identity) if opening.identity else None,
            identity_id=str(opening.identity["id"]) if opening.identity else None,
            department_id=opening.department_id,
            memory=dict(opening.memory),
            created_at=now,
            updated_at=now,
            token_used_at=now,
        )
    )
    return identifier


def find(connection: Connection, conversation_id: str, *, lock: bool = False) -> Conversation | None:
    """Returns the conversation. With `lock`, nobody else can write to it until this transaction ends."""
    row = connection.execute(_BY_ID_LOCKED if lock else _BY_ID, {"conversation": conversation_id}).first()
    return record_of(Conversation, row)


def find_token(connection: Connection, token_hash: str) -> CustomerToken | None:
    """Whoever writes over an open socket uses the token too, so the conversation's latest change counts as well."""
    row = connection.execute(_TOKEN.where(conversations.c.token_hash == token_hash)).first()
    if row is None:
        return None
    return CustomerToken(
        row.id, row.updated_at if row.token_used_at is None else max(row.token_used_at, row.updated_at)
    )


def touch_token(connection: Connection, token_hash: str, now: datetime) -> None:
    """Nobody is told: to readers of the conversation nothing has changed."""
    connection.execute(update(conversations).where(conversations.c.token_hash == token_hash).values(token_used_at=now))


def find_many(connection: Connection, query: Select[Any]) -> list[Conversation]:
    """Returns the conversations that a query over `conversations.c.id` selects, in the query's order."""
    return records_of(Conversation, connection.execute(query.with_only_columns(*_COLUMNS)))


def list_names(connection: Connection, identifiers: Sequence[str]) -> dict[str, str | None]:
    """Returns the name that the host site has signed for each conversation's customer."""
    query = select(conversations.c.id, conversations.c.identity).where(conversations.c.id.in_(identifiers))
    return {row.id: (row.identity or {}).get("name") for row in connection.execute(query)}


def change(connection: Connection, conversation: Conversation, now: datetime, **values: Any) -> None:
    """Writes columns of a conversation that the caller has locked."""
    connection.execute(_CHANGE, {"conversation": conversation.id, "updated_at": now, **values})


def insert_message(connection: Connection, message: Message) -> None:
    draft = message.draft
    connection.execute(
        _INSERT_MESSAGE,
        {
            "conversation_id": message.conversation_id,
            "seq": message.seq,
            "id": message.id,
            "previous_public": message.previous_public,
            "author_kind": draft.author.kind,
            "author_id": draft.author.id,
            "author_name": draft.author.name,
            "kind": draft.kind,
            "event": draft.event,
            "details": dict(draft.details) if draft.details is not None else None,
            "text": draft.text,
            "format": draft.format,
            "choices": [dict(choice) for choice in draft.choices] or None,
            "sources": [dict(source) for source in draft.sources] or None,
            "why": dict(draft.why) if draft.why is not None else None,
            "visibility": draft.visibility,
            "client_message_id": draft.client_message_id,
            "choice": draft.choice,
            "turn": draft.turn,
            "created_at": message.created_at,
            "attachments": [dict(each) for each in draft.attachments] or None,
        },
    )


def find_message(connection: Connection, conversation_id: str, seq: int) -> Message | None:
    row = connection.execute(_AT, {"conversation": conversation_id, "place": seq}).first()
    return None if row is None else _message(row)


def find_sent(connection: Connection, conversation_id: str, author_kind: str, client_message_id: str) -> Message | None:
    """Returns the message that this sender already stored under this identifier, if any."""
    values = {"conversation": conversation_id, "author": author_kind, "sent_as": client_message_id}
    row = connection.execute(_SENT, values).first()
    return None if row is None else _message(row)


def list_messages(
    connection: Connection, conversation_id: str, reader: Reader, after: int, limit: int
) -> list[Message]:
    """Returns at most `limit` messages after `after` that the reader may see, in order."""
    values = {"conversation": conversation_id, "cursor": after, "most": limit}
    return [_message(row) for row in connection.execute(_PUBLIC_BEHIND if reader == "customer" else _BEHIND, values)]


def list_last_texts(connection: Connection, conversation_id: str, before: int, limit: int) -> list[Message]:
    """Returns the last public texts before a message, oldest first."""
    values = {"conversation": conversation_id, "end": before, "most": limit}
    return [_message(row) for row in connection.execute(_LAST_TEXTS, values)][::-1]


def list_outermost_texts(
    connection: Connection,
    conversation_ids: Sequence[str],
    which: Literal["first", "last"],
    *,
    author_kind: AuthorKind | None = None,
) -> dict[str, Message]:
    """Returns the first or last text of each conversation, including notes; optionally of one kind of author."""
    outermost = (func.min if which == "first" else func.max)(messages.c.seq).label("seq")
    texts = select(messages.c.conversation_id, outermost).where(
        messages.c.conversation_id.in_(conversation_ids), messages.c.kind == "text"
    )
    if author_kind is not None:
        texts = texts.where(messages.c.author_kind == author_kind)
    found = texts.group_by(messages.c.conversation_id).subquery()
    same = and_(messages.c.conversation_id == found.c.conversation_id, messages.c.seq == found.c.seq)
    return {row.conversation_id: _message(row) for row in connection.execute(select(messages).join(found, same))}


def find_turn_message(connection: Connection, conversation_id: str, turn: int) -> Message | None:
    """Returns the customer's message that opened the turn."""
    row = connection.execute(_OF_TURN, {"conversation": conversation_id, "number": turn}).first()
    return None if row is None else _message(row)


def list_unanswered(connection: Connection, limit: int) -> list[tuple[str, datetime]]:
    """Returns conversations with an unfinished turn and when they were last updated, least recently updated first."""
    query = (
        select(conversations.c.id, conversations.c.updated_at)
        .where(and_(conversations.c.status == "bot", conversations.c.turns_opened > conversations.c.turn))
        .order_by(conversations.c.updated_at)
        .limit(limit)
    )
    return [(row.id, row.updated_at) for row in connection.execute(query)]


def list_revisions(connection: Connection, identifiers: Sequence[str]) -> list[tuple[str, int, int]]:
    """Returns (id, last_seq, revision) of each. A sweep compares them with what it has already sent."""
    query = select(conversations.c.id, conversations.c.last_seq, conversations.c.revision).where(
        conversations.c.id.in_(identifiers)
    )
    return [(row.id, row.last_seq, row.revision) for row in connection.execute(query)]


def list_changed(connection: Connection, since: datetime) -> list[tuple[str, int, int]]:
    """Returns (id, last_seq, revision) of every conversation changed since then."""
    query = select(conversations.c.id, conversations.c.last_seq, conversations.c.revision).where(
        conversations.c.updated_at >= since
    )
    return [(row.id, row.last_seq, row.revision) for row in connection.execute(query)]


def put_feedback(
    connection: Connection, conversation_id: str, seq: int, helpful: bool, now: datetime, reason: str | None = None
) -> None:
    key = {"conversation_id": conversation_id, "seq": seq}
    upsert(connection, feedback, key, {"helpful": helpful, "reason": reason, "created_at": now})


def list_feedback(connection: Connection, conversation_id: str) -> dict[int, bool]:
    """Returns whether each answer helped, by its `seq`. Answers without feedback are absent."""
    query = select(feedback.c.seq, feedback.c.helpful).where(feedback.c.conversation_id == conversation_id)
    return {row.seq: row.helpful for row in connection.execute(query)}


def put_rating(connection: Connection, conversation_id: str, score: int, comment: str | None, now: datetime) -> None:
    values = {"score": score, "comment": comment, "created_at": now}
    upsert(connection, ratings, {"conversation_id": conversation_id}, values)


def list_ratings(connection: Connection, conversation_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Returns the ratings of these conversations: `score`, `comment` and `created_at`. Others are absent."""
    query = select(ratings).where(ratings.c.conversation_id.in_(conversation_ids))
    return {
        row.conversation_id: {"score": row.score, "comment": row.comment, "created_at": to_text(row.created_at)}
        for row in connection.execute(query)
    }


def insert_contact(connection: Connection, conversation_id: str, contact: Contact, now: datetime) -> None:
    values = {"id": new_id("contact"), "conversation_id": conversation_id, "created_at": now}
    connection.execute(insert(contacts).values(**values, **contact.body()))


def list_contacts(connection: Connection, conversation_id: str) -> list[Contact]:
    """Returns the customer's contact details, latest first. The latest ones count."""
    query = (
        select(contacts.c.email, contacts.c.phone, contacts.c.note, contacts.c.name)
        .where(contacts.c.conversation_id == conversation_id)
        .order_by(contacts.c.created_at.desc())
    )
    return [Contact(*row) for row in connection.execute(query)]


def count_open_in(connection: Connection, department_id: str) -> int:
    """Returns how many conversations of the department wait or are with an agent."""
    there = conversations.c.department_id == department_id
    query = select(func.count()).where(there, conversations.c.status.in_(("queued", "assigned")))
    return connection.scalar(query) or 0


def list_of_customer(connection: Connection, identity_id: str, but: str, limit: int = 20) -> list[Conversation]:
    """Returns other conversations of the same verified customer, newest first."""
    if not identity_id:
        return []
    query = (
        select(conversations.c.id)
        .where(conversations.c.identity_id == identity_id, conversations.c.id != but)
        .order_by(conversations.c.created_at.desc())
        .limit(limit)
    )
    return find_many(connection, query)


def _message(row: Row[Any]) -> Message:
    """Unpacks by column order: access by name takes twice as long, and transcripts have hundreds of messages."""
    conversation_id, seq, identifier, previous, kind_of_author, author_id, author_name, *said = tuple(row)
    kind, event, details, text, format_, choices, sources, why, visibility, *sent, created_at, files = said
    client_message_id, choice, turn = sent
    author = Author(kind_of_author, author_name, author_id)
    draft = Draft(
        author,
        text,
        kind,
        event,
        details,
        format_,
        choices or (),
        sources or (),
        why,
        visibility,
        client_message_id,
        choice,
        turn,
        files or (),
    )
    return Message(conversation_id, seq, identifier, previous, draft, created_at)

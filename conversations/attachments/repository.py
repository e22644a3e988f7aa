"""The SQL of attachments."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from conversations.attachments.attachment import Attachment
from conversations.attachments.models import attachments
from conversations.conversation import AuthorKind, Visibility
from kit.rows import columns_of, record_of, records_of

_COLUMNS = columns_of(attachments, Attachment)


def insert_attachment(connection: Connection, attachment: Attachment) -> None:
    values = {name: getattr(attachment, name) for name in Attachment.__dataclass_fields__}
    connection.execute(insert(attachments).values(**values))


def find(connection: Connection, conversation_id: str, attachment_id: str) -> Attachment | None:
    query = select(*_COLUMNS).where(attachments.c.conversation_id == conversation_id, attachments.c.id == attachment_id)
    return record_of(Attachment, connection.execute(query).first())


def find_upload(
    connection: Connection, conversation_id: str, author_kind: AuthorKind, upload_id: str
) -> Attachment | None:
    query = select(*_COLUMNS).where(
        attachments.c.conversation_id == conversation_id,
        attachments.c.author_kind == author_kind,
        attachments.c.upload_id == upload_id,
    )
    return record_of(Attachment, connection.execute(query).first())


def list_by_id(connection: Connection, conversation_id: str, identifiers: Sequence[str]) -> list[Attachment]:
    """Returns those of the conversation with these ids, in the order of the ids."""
    query = select(*_COLUMNS).where(attachments.c.conversation_id == conversation_id, attachments.c.id.in_(identifiers))
    found = {each.id: each for each in records_of(Attachment, connection.execute(query))}
    return [found[each] for each in dict.fromkeys(identifiers) if each in found]


def count_of(connection: Connection, conversation_id: str) -> int:
    query = select(func.count()).where(attachments.c.conversation_id == conversation_id)
    return connection.scalar(query) or 0


def give_to_message(connection: Connection, identifiers: Sequence[str], seq: int, visibility: Visibility) -> None:
    connection.execute(
        update(attachments).where(attachments.c.id.in_(identifiers)).values(seq=seq, visibility=visibility)
    )


def list_keys(connection: Connection, conversation_id: str) -> list[str]:
    query = select(attachments.c.storage_key).where(attachments.c.conversation_id == conversation_id)
    return list(connection.scalars(query))


def known_keys(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Returns which of these keys a row has."""
    return set(connection.scalars(select(attachments.c.storage_key).where(attachments.c.storage_key.in_(keys))))


def delete_unsent(connection: Connection, before: datetime, limit: int) -> list[str]:
    """Deletes what was uploaded before then and never sent. Returns the storage keys."""
    query = (
        select(attachments.c.id, attachments.c.storage_key)
        .where(attachments.c.seq.is_(None), attachments.c.created_at < before)
        .order_by(attachments.c.created_at)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    # Only while it is still unsent: a message may have taken it meanwhile.
    return [
        row.storage_key
        for row in rows
        if connection.execute(
            delete(attachments).where(attachments.c.id == row.id, attachments.c.seq.is_(None))
        ).rowcount
    ]

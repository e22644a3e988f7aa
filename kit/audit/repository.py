"""The SQL of the audit log."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from kit.audit.entry import Entry, Recorded, hash_of
from kit.audit.models import audit_head, audit_log
from kit.rows import columns_of, records_of

HEAD = 1
AT_ONCE = 500


def append(connection: Connection, entry: Entry, at: datetime) -> None:
    """Adds an entry in the caller's transaction. Do it last: from here to the commit, other entries wait."""
    head = connection.execute(select(audit_head).where(audit_head.c.id == HEAD).with_for_update()).one()
    seq, made = head.seq + 1, hash_of(head.seq + 1, at, entry, head.hash)
    connection.execute(
        insert(audit_log).values(
            seq=seq,
            at=at,
            actor_kind=entry.actor.kind,
            actor_id=entry.actor.id,
            action=entry.action,
            subject=entry.subject,
            details=dict(entry.details),
            hash=made,
        )
    )
    connection.execute(update(audit_head).where(audit_head.c.id == HEAD).values(seq=seq, hash=made))


def read_head(connection: Connection) -> tuple[int, str] | None:
    row = connection.execute(select(audit_head).where(audit_head.c.id == HEAD)).first()
    return None if row is None else (row.seq, row.hash)


def list_entries(connection: Connection, before: int | None, limit: int) -> list[Recorded]:
    """Newest first. `before` is the number of the last entry that the caller has."""
    query = select(*columns_of(audit_log, Recorded)).order_by(audit_log.c.seq.desc()).limit(limit)
    return records_of(Recorded, connection.execute(query if before is None else query.where(audit_log.c.seq < before)))


def list_of_action(connection: Connection, action: str, limit: int) -> list[Recorded]:
    """The newest entries of one kind."""
    query = select(*columns_of(audit_log, Recorded)).where(audit_log.c.action == action)
    return records_of(Recorded, connection.execute(query.order_by(audit_log.c.seq.desc()).limit(limit)))


def read_all(connection: Connection) -> Iterator[Recorded]:
    """From the first to the last, with constant memory."""
    query = select(*columns_of(audit_log, Recorded)).order_by(audit_log.c.seq)
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        yield Recorded(*row)

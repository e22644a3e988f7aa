"""The SQL of external accounts."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from staff.provider.models import external_accounts


def find_person(connection: Connection, issuer: str, subject: str) -> str | None:
    mine = (external_accounts.c.issuer == issuer) & (external_accounts.c.subject == subject)
    return connection.execute(select(external_accounts.c.person_id).where(mine)).scalar()


def is_linked(connection: Connection, issuer: str, person_id: str) -> bool:
    """Whether the person has an account at this provider already."""
    theirs = (external_accounts.c.issuer == issuer) & (external_accounts.c.person_id == person_id)
    return connection.execute(select(external_accounts.c.subject).where(theirs)).first() is not None


def link(connection: Connection, issuer: str, subject: str, person_id: str, now: datetime) -> None:
    values = {"issuer": issuer, "subject": subject, "person_id": person_id, "linked_at": now}
    connection.execute(insert(external_accounts).values(**values))

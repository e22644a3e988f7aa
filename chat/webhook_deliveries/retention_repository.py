"""The SQL that takes away what is old, and what the answers of receivers may repeat about a customer."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from chat.webhooks.models import webhook_attempts, webhook_deliveries, webhook_endpoints, webhook_events


def delete_old(connection: Connection, before: datetime, limit: int) -> int:
    """Deletes the oldest events from before then, with their deliveries and attempts. Returns how many."""
    old = (
        select(webhook_events.c.number)
        .where(webhook_events.c.created_at < before)
        .order_by(webhook_events.c.created_at)
        .limit(limit)
    )
    numbers = list(connection.scalars(old))
    connection.execute(delete(webhook_events).where(webhook_events.c.number.in_(numbers)))
    return len(numbers)


def delete_nobodys(connection: Connection) -> int:
    """Deletes deliveries whose endpoint was removed at the very moment in which they were stored."""
    known = exists().where(webhook_endpoints.c.id == webhook_deliveries.c.endpoint_id)
    return connection.execute(delete(webhook_deliveries).where(~known)).rowcount


def forget_answers(connection: Connection, conversation_id: str) -> int:
    """What receivers answered to the events of a conversation. Returns how many attempts had an answer."""
    events = select(webhook_events.c.number).where(webhook_events.c.conversation_id == conversation_id)
    mine = select(webhook_deliveries.c.number).where(webhook_deliveries.c.event_number.in_(events))
    said = webhook_attempts.c.delivery_number.in_(mine) & webhook_attempts.c.answer.is_not(None)
    return connection.execute(update(webhook_attempts).where(said).values(answer=None)).rowcount

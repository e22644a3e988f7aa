"""The SQL of retention rules, and of what they erase."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from chat.people_data.repository import count_expired, list_expired
from chat.retention.models import retention_rules
from chat.retention.rules import Due, Rule
from kit.rows import columns_of, records_of


def list_rules(connection: Connection) -> list[Rule]:
    query = select(*columns_of(retention_rules, Rule)).order_by(retention_rules.c.department_id)
    return records_of(Rule, connection.execute(query))


def replace_rules(connection: Connection, rules: Iterable[Rule], author: str, now: datetime) -> None:
    connection.execute(delete(retention_rules))
    rows = [{"department_id": rule.department_id, "days": rule.days, "set_by": author, "set_at": now} for rule in rules]
    if rows:
        connection.execute(insert(retention_rules), rows)


def list_due(connection: Connection, due: Due, limit: int) -> list[str]:
    """The oldest conversations that a rule erases."""
    return list_expired(connection, due.before, due.department_id, others_than=due.others_than, limit=limit)


def count_due(connection: Connection, due: Due) -> int:
    return count_expired(connection, due.before, due.department_id, due.others_than)

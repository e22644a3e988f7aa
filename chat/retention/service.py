"""Reads and changes the rules, and says what they would erase, each in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from chat.retention import repository
from chat.retention.rules import EVERYBODY, Rule, due_by
from kit.audit.repository import list_of_action
from kit.clock import to_text
from kit.errors import BadRequest
from staff.departments.service import check_departments

LATEST_RUNS = 10


def read_retention(connection: Connection) -> dict[str, Any]:
    """The rules, and the proofs of the latest runs."""
    rules = repository.list_rules(connection)
    return {
        "rules": [{"department_id": rule.department_id or None, "days": rule.days} for rule in rules],
        "runs": [
            {
                "id": run.subject,
                "at": to_text(run.at),
                "by_rule": run.actor_kind == "rule",
                "conversations": run.details.get("conversations", 0),
                "rows": run.details.get("rows", {}),
            }
            for run in list_of_action(connection, "conversations.expired", LATEST_RUNS)
        ],
    }


def change_retention(connection: Connection, rules: Sequence[Rule], author: str, now: datetime) -> None:
    """Raises BadRequest for an unknown department, or one that is named twice."""
    _check(connection, rules)
    repository.replace_rules(connection, rules, author, now)


def would_expire(connection: Connection, rules: Sequence[Rule], now: datetime) -> list[dict[str, Any]]:
    """How many conversations each rule would erase now."""
    _check(connection, rules)
    return [
        {
            "department_id": due.rule.department_id or None,
            "resolved_before": to_text(due.before),
            "conversations": repository.count_due(connection, due),
        }
        for due in due_by(rules, now)
    ]


def _check(connection: Connection, rules: Sequence[Rule]) -> None:
    named = [rule.department_id for rule in rules]
    if len(set(named)) < len(named):
        raise BadRequest("A department is named twice.", code="bad_type", field="rules")
    check_departments(connection, [each for each in named if each != EVERYBODY])

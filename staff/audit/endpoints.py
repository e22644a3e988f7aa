"""The audit log over HTTP: newest first, with the names of the people in it."""

from typing import Any

from fastapi import APIRouter
from sqlalchemy import Connection

from kit.audit.entry import Recorded
from kit.audit.repository import list_entries
from kit.clock import to_text
from kit.database import Database
from kit.errors import BadRequest
from staff.people.repository import list_people

MOST = 1_000
DEFAULT = 200


def audit_router(database: Database) -> APIRouter:
    router = APIRouter(prefix="/audit", tags=["audit"])

    @router.get("")
    async def read_audit(cursor: str | None = None, limit: str | None = None) -> dict[str, Any]:
        return await database.read(_page, _number(cursor, "cursor", "bad_cursor"), min(_limit(limit), MOST))

    return router


def _page(connection: Connection, before: int | None, limit: int) -> dict[str, Any]:
    found = list_entries(connection, before, limit + 1)
    names = {person.id: person.name for person in list_people(connection)}
    return {
        "entries": [_body(row, names) for row in found[:limit]],
        "next": str(found[limit - 1].seq) if len(found) > limit else None,
    }


def _body(row: Recorded, names: dict[str, str]) -> dict[str, Any]:
    name = names.get(row.actor_id) if row.actor_id else None
    return {
        "seq": row.seq,
        "at": to_text(row.at),
        "actor": {"kind": row.actor_kind, "id": row.actor_id, "name": name},
        "action": row.action,
        "subject": row.subject,
        "details": row.details,
        "hash": row.hash,
    }


def _limit(value: str | None) -> int:
    found = _number(value, "limit", "bad_query")
    return DEFAULT if found is None else found


def _number(value: str | None, field: str, code: str) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0):
        raise BadRequest(f"{field} must be a positive number.", code=code, field=field)
    return int(value)

"""SQL for the golden set."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from knowledge_base.golden_set.models import golden_questions as table
from knowledge_base.golden_set.question import GoldenContent, GoldenQuestion


def list_all(connection: Connection) -> list[GoldenQuestion]:
    """All of them, the oldest first."""
    query = select(table).order_by(table.c.created_at, table.c.id)
    return [_question(row) for row in connection.execute(query).mappings()]


def count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def find(connection: Connection, question_id: str) -> GoldenQuestion | None:
    row = connection.execute(select(table).where(table.c.id == question_id)).mappings().first()
    return None if row is None else _question(row)


def insert_all(connection: Connection, questions: Sequence[GoldenQuestion]) -> None:
    if questions:
        connection.execute(insert(table), [_row(each) for each in questions])


def replace(connection: Connection, seen: int, question: GoldenQuestion) -> bool:
    """False if the question is not in the version `seen` any more."""
    which = (table.c.id == question.id) & (table.c.version == seen)
    return connection.execute(update(table).where(which).values(**_row(question))).rowcount == 1


def delete_one(connection: Connection, question_id: str) -> bool:
    return connection.execute(delete(table).where(table.c.id == question_id)).rowcount == 1


def _row(question: GoldenQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "version": question.version,
        **question.content.fields(),
        "updated_by": question.updated_by,
        "created_at": question.created_at,
        "updated_at": question.updated_at,
    }


def _question(row: RowMapping) -> GoldenQuestion:
    content = GoldenContent(
        text=row["text"],
        before=tuple(row["before"]),
        article_ids=tuple(row["article_ids"]),
        must=tuple(map(tuple, row["must"])),
        must_not=tuple(row["must_not"]),
        kind=row["kind"],
    )
    return GoldenQuestion(row["id"], row["version"], content, row["updated_by"], row["created_at"], row["updated_at"])

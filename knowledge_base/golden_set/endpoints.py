"""The golden set over HTTP, for the editors who keep it."""

import base64
import binascii
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from kit.auth import person_of
from kit.clock import Clock
from kit.database import Database
from kit.errors import BadRequest
from kit.web.contract import fails, sends
from knowledge_base.golden_set import repository, service
from knowledge_base.golden_set.files import Format, UnreadableFileError, read_file, written
from knowledge_base.golden_set.importing import take_in
from knowledge_base.golden_set.question import MOST_QUESTIONS, Expected, GoldenQuestion
from knowledge_base.golden_set.requests import GoldenFile, GoldenQuestionChange, GoldenQuestionRequest
from knowledge_base.golden_set.responses import (
    DeletedGoldenQuestionBody,
    GoldenImportBody,
    GoldenQuestionBody,
    GoldenQuestionListBody,
)

MOST_LISTED = 1_000
BYTE_ORDER_MARK = "\ufeff"
TYPES = {"jsonl": "application/jsonl; charset=utf-8", "csv": "text/csv; charset=utf-8"}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind.partition(";")[0]: {"schema": {"type": "string"}} for kind in TYPES.values()}}
}
_WRITE_FAILS = fails(400, "unknown_article", "too_many")


def golden_set_router(database: Database, clock: Clock) -> APIRouter:
    """`/golden-questions` and below."""
    router = APIRouter(prefix="/golden-questions", tags=["golden set"])
    _add_files(router, database, clock)

    @router.get("", response_model=sends(GoldenQuestionListBody))
    async def list_golden_questions(
        q: Annotated[str, Query(max_length=200)] = "",
        expected: Expected | None = None,
        article_id: str | None = None,
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 200,
    ) -> dict[str, Any]:
        after = _read_cursor(cursor) if cursor else None
        wanted = service.Wanted(" ".join(q.split()), article_id, expected, after, limit)
        page = await database.read(service.page, wanted)
        return {
            "questions": [each.view() for each in page.questions],
            "found": page.found,
            "total": page.total,
            "limit": MOST_QUESTIONS,
            "next": _cursor(page.questions[-1]) if page.more else None,
        }

    @router.post(
        "", status_code=201, response_model=sends(GoldenQuestionBody), responses=_WRITE_FAILS | fails(409, "conflict")
    )
    async def add_golden_question(request: Request, body: GoldenQuestionRequest) -> dict[str, Any]:
        author = person_of(request).name
        return (await database.write(service.add, body.content(), author, clock())).view()

    @router.put(
        "/{question_id}",
        response_model=sends(GoldenQuestionBody),
        responses=_WRITE_FAILS | fails(409, "edited_meanwhile", "conflict"),
    )
    async def change_golden_question(request: Request, question_id: str, body: GoldenQuestionChange) -> dict[str, Any]:
        author, content = person_of(request).name, body.content()
        changed = await database.write(service.change, question_id, body.version, content, author, clock())
        return changed.view()

    @router.delete("/{question_id}", response_model=sends(DeletedGoldenQuestionBody))
    async def delete_golden_question(question_id: str) -> dict[str, Any]:
        await database.write(service.delete, question_id)
        return {"id": question_id}

    return router


def _add_files(router: APIRouter, database: Database, clock: Clock) -> None:
    @router.get("/export", response_class=Response, responses=_FILE)
    async def export_golden_set(format: Format = "jsonl") -> Response:  # noqa: A002 (the name in the address)
        text = written(await database.read(repository.list_all), format)
        mark = BYTE_ORDER_MARK if format == "csv" else ""  # without it spreadsheets read another code page
        headers = {"Content-Disposition": f'attachment; filename="golden-set.{format}"'}
        return Response(mark + text, media_type=TYPES[format], headers=headers)

    @router.post("/import", response_model=sends(GoldenImportBody), responses=fails(400, "bad_import", "too_many"))
    async def import_golden_set(request: Request, body: GoldenFile) -> dict[str, Any]:
        """Takes a whole file, or nothing; `lines` of the error name what is wrong."""
        author = person_of(request).name
        try:
            rows = read_file(body.text, body.format)
            done = await database.write(take_in, rows, author, clock())
        except UnreadableFileError as error:
            first = error.problems[0]
            message = f"Nothing was imported. Line {first.line}: {first.problem}."
            raise BadRequest(message, code="bad_import", lines=[each.view() for each in error.problems]) from error
        return {"added": done.added, "changed": done.changed, "same": done.same}


def _cursor(question: GoldenQuestion) -> str:
    return base64.urlsafe_b64encode(f"{question.created_at.isoformat()} {question.id}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        moment, _, question_id = base64.urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        parsed = datetime.fromisoformat(moment)
    except (ValueError, binascii.Error) as error:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor") from error
    if parsed.tzinfo is None or not question_id:
        raise BadRequest("This cursor is not valid.", code="bad_cursor", field="cursor")
    return parsed, question_id

"""Imports as the API sends them to editors."""

from typing import Literal

from pydantic import Field

from kit.web.contract import Moment, ResponseBody, example
from knowledge_base.imports.plan import Change


class ImportCountsBody(ResponseBody):
    """Rows of the plan by what is done with them, and what came of it."""

    create: int
    update: int
    leave: int
    archive: int = Field(description="Brought by an earlier import and missing now; archived only if asked for.")
    refused: int
    skipped: int = Field(description="Passed over: nobody expects an article there.")
    failed: int = Field(description="Rows that could not be done; `outcome` says why.")
    changed: int = Field(description="Articles created, updated or archived so far.")


class ImportBody(ResponseBody):
    model_config = example(
        id="import_1",
        kind="files",
        name="help-centre.zip",
        state="ready",
        done=12,
        total=12,
        code=None,
        problem=None,
        created_by="Erin Wolf",
        created_at="2030-03-04T09:00:00.000Z",
        counts={
            "create": 11,
            "update": 0,
            "leave": 0,
            "archive": 0,
            "refused": 1,
            "skipped": 0,
            "failed": 0,
            "changed": 0,
        },
    )

    id: str
    kind: Literal["files", "site"]
    name: str = Field(description="The address, or what was uploaded.")
    state: Literal["collecting", "reading", "ready", "running", "done", "failed", "cancelled", "interrupted"]
    done: int
    total: int
    code: str | None = Field(description="Why it failed.")
    problem: str | None
    created_by: str
    created_at: Moment
    counts: ImportCountsBody


class ImportListBody(ResponseBody):
    """Newest first."""

    imports: list[ImportBody]


class ImportRowBody(ResponseBody):
    number: int
    path: str
    change: Change
    article_id: str | None
    title: str
    code: str | None = Field(description="Why it is refused or passed over.")
    problem: str | None
    outcome: str | None = Field(description="`done`, or the code of why it could not be done; null before the run.")


class ImportRowsBody(ResponseBody):
    rows: list[ImportRowBody]
    next: int | None = Field(description="Send it as `after` for the next page; null on the last one.")

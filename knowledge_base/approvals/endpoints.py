"""Approvals over HTTP.

`chat` has the table of who may call what; this file only says what the calls do.
"""

from typing import Any

from fastapi import APIRouter, Request

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.web.contract import fails, sends
from knowledge_base.approval_rules import repository
from knowledge_base.approvals import service
from knowledge_base.approvals.requests import ApprovalRequest, CategoriesRequest
from knowledge_base.approvals.responses import ApprovalBody, ApprovalCategoriesBody
from knowledge_base.approvals.service import ApprovalState


def approvals_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(tags=["articles"])
    _add_categories(router, database, clock)
    _add_articles(router, database, clock)
    return router


def _add_categories(router: APIRouter, database: Database, clock: Clock) -> None:

    @router.get("/approval-categories", response_model=sends(ApprovalCategoriesBody))
    async def list_approval_categories() -> dict[str, Any]:
        return {"categories": await database.read(repository.list_categories)}

    @router.put("/approval-categories", response_model=sends(ApprovalCategoriesBody))
    async def set_approval_categories(request: Request, body: CategoriesRequest) -> dict[str, Any]:
        """What is published stays so; what is published from now on needs an approval."""
        author = person_of(request)
        entry = Entry(by(author), "approval_categories.changed", None, {"categories": len(body.categories)})
        setting = audited(service.set_categories, clock, lambda _: entry)
        return {"categories": await database.write(setting, body.categories, author.name, clock())}


def _add_articles(router: APIRouter, database: Database, clock: Clock) -> None:

    @router.get("/articles/{article_id}/approval", response_model=sends(ApprovalBody))
    async def read_approval(article_id: str) -> dict[str, Any]:
        return _view(await database.read(service.state_of, article_id))

    @router.post(
        "/articles/{article_id}/approval",
        response_model=sends(ApprovalBody),
        responses=fails(409, "edited_meanwhile", "no_approval_needed", "own_version"),
    )
    async def approve_version(request: Request, article_id: str, body: ApprovalRequest) -> dict[str, Any]:
        """Approves the newest version; it is not published yet. Who wrote it cannot approve it."""
        approver = person_of(request)
        entry = Entry(by(approver), "article.approved", article_id, {"version": body.version})
        approving = audited(service.approve, clock, lambda _: entry)
        return _view(await database.write(approving, article_id, body.version, approver.name, clock()))


def _view(state: ApprovalState) -> dict[str, Any]:
    approval = state.approval
    return {
        "version": state.version,
        "needed": state.needed,
        "author": state.author,
        "approved_by": approval.approved_by if approval else None,
        "approved_at": to_text(approval.approved_at) if approval else None,
    }

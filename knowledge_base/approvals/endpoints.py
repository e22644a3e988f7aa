"""Approvals over HTTP.

`chat` has the table of who may call what; this file only says what the calls do.
"""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection

from kit.audit.entry import Entry, by
from kit.audit.log import audited
from kit.auth import person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.web.contract import fails, sends
from knowledge_base.approval_rules.repository import Approver
from knowledge_base.approvals import service
from knowledge_base.approvals.requests import ApprovalRequest, CategoriesRequest
from knowledge_base.approvals.responses import ApprovalBody, ApprovalCategoriesBody, ApproverListBody
from knowledge_base.approvals.service import ApprovalState, ListEditors, Rules


def approvals_router(database: Database, clock: Clock, list_editors: ListEditors) -> APIRouter:
    router = APIRouter(tags=["articles"])
    _add_categories(router, database, clock, list_editors)
    _add_articles(router, database, clock, list_editors)
    return router


def _add_categories(router: APIRouter, database: Database, clock: Clock, list_editors: ListEditors) -> None:

    @router.get("/approval-categories", response_model=sends(ApprovalCategoriesBody))
    async def list_approval_categories() -> dict[str, Any]:
        return _rules(await database.read(service.rules))

    @router.put("/approval-categories", response_model=sends(ApprovalCategoriesBody))
    async def set_approval_categories(request: Request, body: CategoriesRequest) -> dict[str, Any]:
        """What is published stays so; what is published from now on needs an approval."""
        author = person_of(request)

        def entry(done: Rules) -> Entry:
            details = {"categories": len(done.categories), "approvers": done.people}
            return Entry(by(author), "approval_categories.changed", None, details)

        def change(connection: Connection) -> Rules:
            named = None if body.approvers is None else {each.category: each.people for each in body.approvers}
            editors = list_editors(connection)
            return service.set_rules(connection, body.categories, named, editors, author.name, clock())

        return _rules(await database.write(audited(change, clock, entry)))

    @router.get("/approvers", response_model=sends(ApproverListBody))
    async def list_approvers() -> dict[str, Any]:
        return {"people": _people(await database.read(list_editors))}


def _add_articles(router: APIRouter, database: Database, clock: Clock, list_editors: ListEditors) -> None:

    @router.get("/articles/{article_id}/approval", response_model=sends(ApprovalBody))
    async def read_approval(article_id: str) -> dict[str, Any]:
        return _view(*await database.read(_state, article_id, list_editors))

    @router.post(
        "/articles/{article_id}/approval",
        response_model=sends(ApprovalBody),
        responses=fails(409, "edited_meanwhile", "no_approval_needed", "own_version", "not_an_approver"),
    )
    async def approve_version(request: Request, article_id: str, body: ApprovalRequest) -> dict[str, Any]:
        """Approves the newest version; it is not published yet. Who wrote it cannot approve it."""
        person = person_of(request)
        entry = Entry(by(person), "article.approved", article_id, {"version": body.version})
        approving = audited(service.approve, clock, lambda _: entry)
        await database.write(approving, article_id, body.version, Approver(person.id, person.name), clock())
        return _view(*await database.read(_state, article_id, list_editors))


def _state(
    connection: Connection, article_id: str, list_editors: ListEditors
) -> tuple[ApprovalState, Sequence[Approver]]:
    return service.state_of(connection, article_id), list_editors(connection)


def _view(state: ApprovalState, editors: Sequence[Approver]) -> dict[str, Any]:
    approved = state.approved
    return {
        "version": state.version,
        "needed": bool(state.demands),
        "author": state.author,
        "approved_by": ", ".join(each.approved_by for each in approved) or None,
        "approved_at": to_text(approved[-1].approved_at) if approved else None,
        "named": state.names_people,
        "waits_for": _people(state.waits_for(editors)),
    }


def _rules(rules: Rules) -> dict[str, Any]:
    named = [{"category": name, "people": _people(people)} for name, people in rules.approvers.items()]
    return {"categories": rules.categories, "approvers": named}


def _people(people: Sequence[Approver]) -> list[dict[str, str]]:
    return [{"id": each.id, "name": each.name} for each in people]

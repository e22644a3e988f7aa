"""Comments on articles over HTTP. Every change answers with the whole list, so a page shows what is true now.

`chat` has the table of who may call what; this file only says what the calls do.
"""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request

from kit.auth import Principal, person_of
from kit.clock import Clock, to_text
from kit.database import Database
from kit.web.contract import fails, sends
from knowledge_base.comments import service
from knowledge_base.comments.repository import Comment
from knowledge_base.comments.requests import CommentChange, CommentRequest
from knowledge_base.comments.responses import ArticleCommentListBody


def comments_router(database: Database, clock: Clock) -> APIRouter:
    router = APIRouter(prefix="/articles/{article_id}/comments", tags=["articles"])

    @router.get("", response_model=sends(ArticleCommentListBody))
    async def list_comments(request: Request, article_id: str) -> dict[str, Any]:
        return _view(await database.read(service.comments_on, article_id), person_of(request))

    @router.post("", status_code=201, response_model=sends(ArticleCommentListBody), responses=fails(400, "too_many"))
    async def add_comment(request: Request, article_id: str, body: CommentRequest) -> dict[str, Any]:
        author = person_of(request)
        comments = await database.write(service.add, article_id, body.text, body.quote, author, clock())
        return _view(comments, author)

    @router.patch("/{comment_id}", response_model=sends(ArticleCommentListBody))
    async def settle_comment(request: Request, article_id: str, comment_id: str, body: CommentChange) -> dict[str, Any]:
        """Resolves a comment, or reopens it."""
        person = person_of(request)
        comments = await database.write(service.settle, article_id, comment_id, person, clock(), resolved=body.resolved)
        return _view(comments, person)

    @router.delete("/{comment_id}", response_model=sends(ArticleCommentListBody))
    async def remove_comment(request: Request, article_id: str, comment_id: str) -> dict[str, Any]:
        """Only the person who wrote it."""
        person = person_of(request)
        return _view(await database.write(service.remove, article_id, comment_id, person), person)

    return router


def _view(comments: Sequence[Comment], reader: Principal) -> dict[str, Any]:
    return {
        "comments": [_comment(each, reader) for each in comments],
        "open": sum(each.resolved_at is None for each in comments),
    }


def _comment(comment: Comment, reader: Principal) -> dict[str, Any]:
    return {
        "id": comment.id,
        "version": comment.version,
        "quote": comment.quote,
        "text": comment.text,
        "author": comment.author,
        "own": comment.author_id == reader.id,
        "created_at": to_text(comment.created_at),
        "resolved_by": comment.resolved_by,
        "resolved_at": to_text(comment.resolved_at) if comment.resolved_at else None,
    }

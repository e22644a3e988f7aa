"""What people do with comments, each in one transaction."""

from datetime import datetime

from sqlalchemy import Connection

from kit.auth import Principal
from kit.errors import BadRequest, NotAllowed, NotFound
from kit.identifiers import new_id
from knowledge_base.articles import service as editing
from knowledge_base.comments import repository
from knowledge_base.comments.repository import Comment

MOST_COMMENTS = 500


def comments_on(connection: Connection, article_id: str) -> list[Comment]:
    """Raises NotFound if there is no such article."""
    editing.get(connection, article_id)
    return repository.list_comments(connection, article_id)


def add(
    connection: Connection, article_id: str, text: str, quote: str, author: Principal, now: datetime
) -> list[Comment]:
    """Raises `too_many` if the article has as many as it may."""
    article = editing.get(connection, article_id)
    if repository.count_comments(connection, article_id) >= MOST_COMMENTS:
        raise BadRequest(
            f"An article has at most {MOST_COMMENTS} comments.", code="too_many", field="text", limit=MOST_COMMENTS
        )
    comment = Comment(new_id("cmt"), article_id, article.version, quote, text, author.id, author.name, now)
    repository.insert_comment(connection, comment)
    return repository.list_comments(connection, article_id)


def settle(
    connection: Connection, article_id: str, comment_id: str, person: Principal, now: datetime, *, resolved: bool
) -> list[Comment]:
    """Resolves or reopens. What is so already stays so."""
    _find(connection, article_id, comment_id)
    if resolved:
        repository.resolve(connection, comment_id, person.name, now)
    else:
        repository.reopen(connection, comment_id)
    return repository.list_comments(connection, article_id)


def remove(connection: Connection, article_id: str, comment_id: str, person: Principal) -> list[Comment]:
    """Only who wrote it. Raises NotAllowed for everybody else."""
    if _find(connection, article_id, comment_id).author_id != person.id:
        raise NotAllowed("Only the person who wrote a comment can remove it.")
    repository.remove(connection, comment_id)
    return repository.list_comments(connection, article_id)


def _find(connection: Connection, article_id: str, comment_id: str) -> Comment:
    comment = repository.find(connection, article_id, comment_id)
    if comment is None:
        raise NotFound("There is no such comment.")
    return comment

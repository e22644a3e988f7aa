"""What editors do with the golden set, each in one transaction.

A change names the version that its editor read; if somebody was faster, the answer is a 409 and nothing is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Connection

from kit.errors import BadRequest, Conflict, NotFound, TooLarge
from kit.identifiers import new_id
from knowledge_base.articles.limits import Fault
from knowledge_base.articles.repository import ids_in_use
from knowledge_base.golden_set import repository
from knowledge_base.golden_set.question import (
    MOST_QUESTIONS,
    Expected,
    GoldenContent,
    GoldenQuestion,
    fault_of,
)

NAMED_AT_ONCE = 500  # both databases limit the parameters of one statement


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: the newest first, after a place, with these words, this article and this expectation."""

    words: str = ""
    article_id: str | None = None
    expected: Expected | None = None
    after: tuple[datetime, str] | None = None
    limit: int = 200

    def shows(self, question: GoldenQuestion) -> bool:
        content = question.content
        said = " ".join((content.text, content.kind, *(fact for group in content.must for fact in group)))
        return (
            self.words.casefold() in said.casefold()
            and (self.article_id is None or self.article_id in content.article_ids)
            and (self.expected is None or content.expected == self.expected)
        )


@dataclass(frozen=True, slots=True)
class Page:
    """`found` counts all that fit the filter, `total` all there are."""

    questions: list[GoldenQuestion]
    found: int
    total: int
    more: bool


def page(connection: Connection, wanted: Wanted) -> Page:
    """The set is small enough to filter here, which is the same on every database and in every script."""
    everything = repository.list_all(connection)[::-1]
    found = [each for each in everything if wanted.shows(each)]
    rest = [each for each in found if wanted.after is None or (each.created_at, each.id) < wanted.after]
    return Page(rest[: wanted.limit], len(found), len(everything), len(rest) > wanted.limit)


def add(connection: Connection, content: GoldenContent, author: str, now: datetime) -> GoldenQuestion:
    """Raises BadRequest, or Conflict if the same words are in the set already."""
    _refuse(fault_of(content))
    check_articles(connection, [content])
    everything = repository.list_all(connection)
    _check_new_words(everything, content)
    check_count(len(everything) + 1)
    question = GoldenQuestion(new_id("golden"), 1, content, author, now, now)
    repository.insert_all(connection, [question])
    return question


def change(
    connection: Connection, question_id: str, seen: int, content: GoldenContent, author: str, now: datetime
) -> GoldenQuestion:
    _refuse(fault_of(content))
    before = _get(connection, question_id)
    if before.version != seen:
        _edited_meanwhile(before)
    check_articles(connection, [content])
    _check_new_words((each for each in repository.list_all(connection) if each.id != question_id), content)
    changed = GoldenQuestion(question_id, seen + 1, content, author, before.created_at, now)
    if not repository.replace(connection, seen, changed):
        _edited_meanwhile(_get(connection, question_id))
    return changed


def delete(connection: Connection, question_id: str) -> None:
    if not repository.delete_one(connection, question_id):
        raise NotFound("There is no such question.")


def check_articles(connection: Connection, contents: Sequence[GoldenContent]) -> None:
    """Raises BadRequest if one of them names an article that does not exist."""
    missing = missing_articles(connection, contents)
    if missing:
        raise BadRequest(
            f"There is no article {missing[0]}.", code="unknown_article", field="article_ids", article_id=missing[0]
        )


def missing_articles(connection: Connection, contents: Sequence[GoldenContent]) -> list[str]:
    named = sorted({article_id for each in contents for article_id in each.article_ids})
    there: set[str] = set()
    for start in range(0, len(named), NAMED_AT_ONCE):
        there |= ids_in_use(connection, named[start : start + NAMED_AT_ONCE])
    return [article_id for article_id in named if article_id not in there]


def check_count(count: int) -> None:
    if count > MOST_QUESTIONS:
        raise BadRequest(
            f"The golden set can have at most {MOST_QUESTIONS:,} questions.", code="too_many", limit=MOST_QUESTIONS
        )


def same_words(one: GoldenContent) -> tuple[str, tuple[str, ...]]:
    """What makes two golden questions the same: they would be asked in the same words, after the same messages."""
    return one.text.casefold(), tuple(said.casefold() for said in one.before)


def _check_new_words(others: Any, content: GoldenContent) -> None:
    twin = next((each for each in others if same_words(each.content) == same_words(content)), None)
    if twin is not None:
        raise Conflict("This question is in the golden set already.", field="text", golden_question_id=twin.id)


def _get(connection: Connection, question_id: str) -> GoldenQuestion:
    question = repository.find(connection, question_id)
    if question is None:
        raise NotFound("There is no such question.")
    return question


def _edited_meanwhile(newest: GoldenQuestion) -> NoReturn:
    raise Conflict(
        f"{newest.updated_by} has changed this question meanwhile. Look at the newest version and try again.",
        code="edited_meanwhile",
        version=newest.version,
        updated_by=newest.updated_by,
    )


def _refuse(fault: Fault | None) -> None:
    if fault is None:
        return
    details: dict[str, Any] = {"field": fault.field} | ({"limit": fault.limit} if fault.limit is not None else {})
    kind = TooLarge if fault.code == TooLarge.code else BadRequest
    raise kind(f"{fault.field} {fault.message}.", code=fault.code, **details)

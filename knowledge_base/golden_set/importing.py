"""Takes a file into the golden set: questions that it names by identifier or in the same words are updated.

All or nothing: a file with a wrong line changes nothing, and the answer names every such line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from kit.identifiers import new_id
from knowledge_base.golden_set import repository
from knowledge_base.golden_set.files import FileRow, Problem, UnreadableFileError
from knowledge_base.golden_set.question import GoldenQuestion
from knowledge_base.golden_set.service import check_count, missing_articles, same_words


@dataclass(frozen=True, slots=True)
class Imported:
    """How many questions were added, changed and left as they were."""

    added: int
    changed: int
    same: int


def take_in(connection: Connection, rows: Sequence[FileRow], author: str, now: datetime) -> Imported:
    """Raises UnreadableFileError if a row names an article that does not exist, or two rows meet in one question."""
    _check_articles(connection, rows)
    before = repository.list_all(connection)
    met = _met(before, rows)
    fresh = [
        GoldenQuestion(row.id or new_id("golden"), 1, row.content, author, now, now)
        for row in rows
        if row.line not in met
    ]
    check_count(len(before) + len(fresh))
    changed = [(row, met[row.line]) for row in rows if row.line in met and met[row.line].content != row.content]
    for row, old in changed:
        question = GoldenQuestion(old.id, old.version + 1, row.content, author, old.created_at, now)
        repository.replace(connection, old.version, question)
    repository.insert_all(connection, fresh)
    return Imported(len(fresh), len(changed), len(rows) - len(fresh) - len(changed))


def _met(before: Sequence[GoldenQuestion], rows: Sequence[FileRow]) -> Mapping[int, GoldenQuestion]:
    """Line -> the stored question that it is about."""
    by_id = {each.id: each for each in before}
    by_words = {same_words(each.content): each for each in before}
    met: dict[int, GoldenQuestion] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for row in rows:
        named, twin = by_id.get(row.id or ""), by_words.get(same_words(row.content))
        if (old := named or twin) is None:
            continue
        meets = {each.id for each in (named, twin) if each is not None}
        problems.extend(
            Problem(row.line, "duplicate", f"is the same question as line {lines[identifier]}")
            for identifier in meets
            if lines.setdefault(identifier, row.line) != row.line
        )
        if len(meets) > 1:
            problems.append(Problem(row.line, "duplicate", f"has the words of another question, {(twin or old).id}"))
        met[row.line] = old
    if problems:
        raise UnreadableFileError(problems)
    return met


def _check_articles(connection: Connection, rows: Sequence[FileRow]) -> None:
    missing = set(missing_articles(connection, [row.content for row in rows]))
    problems = [
        Problem(row.line, "unknown_article", f"there is no article {article_id}")
        for row in rows
        for article_id in row.content.article_ids
        if article_id in missing
    ]
    if problems:
        raise UnreadableFileError(problems)

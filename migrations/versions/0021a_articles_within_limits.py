"""Bring imported articles within the limits, so that the editor can open and save them

Revision: 0021a, after 0020.

An identifier that cannot stand in a URL is replaced everywhere. An invalid language becomes English. What is too long
is cut in a new version, so that the old text stays in the history; customers get the new version if they had the latest
one. The rules are those of `knowledge_base.articles.limits` at the time.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from kit.database import Instant

revision = "0021a"
down_revision = "0020"
branch_labels = None
depends_on = None

LOCALE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
LONGEST_ID, LONGEST_TITLE, LONGEST_CATEGORY, MOST_QUESTIONS = 64, 300, 100, 50
AUTHOR = "Baton"

# JSON columns that contain article ids: choices and sources sent to customers, the bot's reasons, and its memory.
NAMED_IN = (("messages", "choices"), ("messages", "sources"), ("messages", "why"), ("conversations", "memory"))
KEYS = {"messages": ("conversation_id", "seq"), "conversations": ("id",), "decisions": ("id",)}

metadata = sa.MetaData()
_OF_CONTENT = ("title", "body", "questions", "category", "locale")
articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("title", sa.String(300)),
    sa.Column("category", sa.String(100)),
    sa.Column("locale", sa.String(16)),
    sa.Column("state", sa.String(16)),
    sa.Column("version", sa.Integer),
    sa.Column("published_version", sa.Integer),
    sa.Column("updated_by", sa.String(200)),
    sa.Column("created_at", Instant),
    sa.Column("updated_at", Instant),
    sa.Column("published_at", Instant),
)
versions = sa.Table(
    "article_versions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("article_id", sa.String(64)),
    sa.Column("version", sa.Integer),
    sa.Column("title", sa.String(300)),
    sa.Column("body", sa.Text),
    sa.Column("questions", sa.JSON),
    sa.Column("category", sa.String(100)),
    sa.Column("locale", sa.String(16)),
    sa.Column("origin", sa.String(32)),
    sa.Column("author", sa.String(200)),
    sa.Column("created_at", Instant),
)
knowledge_state = sa.table("knowledge_state", sa.column("version"), sa.column("changed_at", Instant))


def upgrade() -> None:
    connection = op.get_bind()
    changed = [_mend_ids(connection), _mend_locales(connection), _mend_words(connection)]
    if any(changed):
        now = datetime.now(UTC)
        raised = {"version": knowledge_state.c.version + 1, "changed_at": now}
        connection.execute(sa.update(knowledge_state).values(raised))


def downgrade() -> None:
    """Does nothing: an older Baton can also read articles within the limits."""


def _mend_ids(connection: sa.Connection) -> int:
    ids = list(connection.scalars(sa.select(articles.c.id).order_by(articles.c.id)))
    taken = {each.casefold() for each in ids}
    mended: dict[str, str] = {}
    for old in ids:
        if not _is_id(old):
            mended[old] = _free_id(old, taken)
            taken.add(mended[old].casefold())
    for old, new in mended.items():
        _rename(connection, old, new)
    if mended:
        _rename_in_values(connection, mended)
    return len(mended)


def _rename(connection: sa.Connection, old: str, new: str) -> None:
    """Copies the article to the new identifier first: a version must always refer to an existing article."""
    row = connection.execute(sa.select(articles).where(articles.c.id == old)).mappings().one()
    connection.execute(sa.insert(articles).values({**row, "id": new}))
    connection.execute(sa.update(versions).where(versions.c.article_id == old).values(article_id=new))
    connection.execute(sa.delete(articles).where(articles.c.id == old))
    for name in ("decisions", "outcomes"):
        table = sa.table(name, sa.column("article_id"))
        connection.execute(sa.update(table).where(table.c.article_id == old).values(article_id=new))


def _rename_in_values(connection: sa.Connection, mended: Mapping[str, str]) -> None:
    for name, column in (*NAMED_IN, ("decisions", "choices")):
        keys: list[sa.ColumnClause[Any]] = [sa.column(key) for key in KEYS[name]]
        value: sa.ColumnClause[Any] = sa.column(column, sa.JSON)
        table = sa.table(name, *keys, value)
        rows = connection.execute(sa.select(*keys, value).select_from(table).where(value.is_not(None))).all()
        for *key, stored in rows:
            if (new := _renamed(stored, mended)) != stored:
                which = [each == part for each, part in zip(keys, key, strict=True)]
                connection.execute(sa.update(table).where(*which).values({column: new}))


def _renamed(value: Any, mended: Mapping[str, str]) -> Any:
    """Returns a JSON value with the new article ids, whether as a plain id, a choice or a help page URL."""
    if isinstance(value, list):
        return [_renamed(each, mended) for each in value]
    if isinstance(value, dict):
        return {key: _renamed(each, mended) for key, each in value.items()}
    if not isinstance(value, str):
        return value
    for old, new in mended.items():
        if value in (old, f"article:{old}") or value.endswith(f"/help/{old}"):
            return value[: len(value) - len(old)] + new
    return value


def _mend_locales(connection: sa.Connection) -> int:
    changed = 0
    for table in (articles, versions):
        for locale in set(connection.scalars(sa.select(table.c.locale).distinct())):
            if not LOCALE.fullmatch(locale):
                other = locale.replace("_", "-")
                mended = other if LOCALE.fullmatch(other) else "en"
                connection.execute(sa.update(table).where(table.c.locale == locale).values(locale=mended))
                changed += 1
    return changed


def _mend_words(connection: sa.Connection) -> int:
    newest = (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version)
    columns = [articles.c.id, articles.c.version, articles.c.published_version]
    words = [versions.c[name] for name in _OF_CONTENT]
    rows = connection.execute(sa.select(*columns, *words).join_from(articles, versions, newest)).mappings().all()
    changed = 0
    for row in rows:
        content = {name: row[name] for name in _OF_CONTENT}
        if (cut := _cut(content)) != content:
            _add_version(connection, row, cut)
            changed += 1
    return changed


def _cut(content: Mapping[str, Any]) -> dict[str, Any]:
    questions = [_first(each, LONGEST_TITLE) for each in content["questions"]]
    return {
        **content,
        "title": _first(content["title"], LONGEST_TITLE),
        "category": _first(content["category"], LONGEST_CATEGORY),
        "questions": questions[:MOST_QUESTIONS],
    }


def _first(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].strip()


def _add_version(connection: sa.Connection, row: sa.RowMapping, content: dict[str, Any]) -> None:
    now, number = datetime.now(UTC), row["version"] + 1
    added = {"article_id": row["id"], "version": number, "origin": "mended", "author": AUTHOR, "created_at": now}
    connection.execute(sa.insert(versions).values({**added, **content}))
    listed = {name: content[name] for name in ("title", "category", "locale")}
    values = {"version": number, "updated_by": AUTHOR, "updated_at": now, **listed}
    if row["published_version"] == row["version"]:
        values["published_version"] = number
    connection.execute(sa.update(articles).where(articles.c.id == row["id"]).values(values))


def _is_id(text: str) -> bool:
    fits = 0 < len(text) <= LONGEST_ID and unicodedata.category(text[0])[0] in "LN"
    return fits and all(map(_may_stand, text))


def _may_stand(character: str) -> bool:
    return character in "._-" or unicodedata.category(character)[0] in "LMN"


def _free_id(old: str, taken: set[str]) -> str:
    kept = "".join(character if _may_stand(character) else "-" for character in old)
    stem = re.sub(r"-{2,}", "-", kept).lstrip("-._")[: LONGEST_ID - 6].rstrip("-") or "article"
    stem = stem if _is_id(stem) else f"a{stem}"
    return next(each for each in _numbered(stem) if each.casefold() not in taken)


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    for number in range(2, 1_000_000):
        yield f"{stem}-{number}"

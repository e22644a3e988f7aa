"""The tables of imports that run in the browser: uploaded files until they are read, and the plan with its outcomes."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from kit.database import Instant, metadata


def _import() -> Column[str]:
    return Column("import_id", String(64), ForeignKey("article_imports.id", ondelete="CASCADE"), primary_key=True)


article_imports = Table(
    "article_imports",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),  # files, site
    Column("name", String(2000), nullable=False),  # the address, or what was uploaded
    Column("state", String(16), nullable=False),  # collecting, reading, ready, running, done, failed, cancelled
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("code", String(64)),  # why it failed
    Column("problem", Text),
    Column("created_by", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("touched_at", Instant, nullable=False),  # by the process that works on it
)

article_import_files = Table(
    "article_import_files",
    metadata,
    _import(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", String(1000), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

article_import_rows = Table(
    "article_import_rows",
    metadata,
    _import(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("path", String(1000), nullable=False),
    Column("change", String(16), nullable=False),
    Column("article_id", String(64)),
    Column("title", String(300), nullable=False),
    Column("code", String(64)),
    Column("problem", Text),
    Column("content", JSON),
    Column("care", JSON),
    Column("live", Boolean, nullable=False),
    Column("version", Integer),
    Column("outcome", String(64)),  # done, or the code of why not
)
